"""More than two hundred texts that no search should stumble over, each for its own reason."""

from __future__ import annotations

_OPERATORS = (
    "AND", "OR", "NOT", "AND AND", "OR OR OR", "NOT NOT", "a AND", "AND a", "a OR", "OR a",
    "a NOT", "a AND NOT b", "a OR AND b", "NEAR", "NEAR(", "NEAR(a b", "NEAR(a b, 5)",
    "NEAR(a, b, c, 99999)", "NEAR/3", "a NEAR/2 b", "^a", "a ^b", "a + b", "+", "+a", "a +",
    "a++", "{a b}:c", "{title} : x", "title:", "title : a", "title:a", "- title : a",
    "section_fts:a", "rowid:1", "rank:bm25", "*", "**", "* *", "a*b", "a**", "*a", "a * b",
    '"a" *', '"a"*', '""*', '"*"', "a* OR b*", "-*", "-a*", "--", "---", "-", "- a", "-- a",
    "-\"", "-\"a", "-OR", "-AND b", "- - -", "a -", "-a -b -c",
)  # fmt: skip

_QUOTES = (
    '"', '""', '"""', '""""', '"a', 'a"', '"a"b"', '"a""b"', '" "', '"  a', "'", "''", "'''",
    "'a", "a'b'c", "`", "´", "“", "”", "“”", "“a", "a”", "„a“", "«a»", "‹›", "‘a’", '\\"',
    '"\\"', "\\", "\\\\", '"a\\', "\"'`", "'\"'\"'", '"-a"', '"OR"', '"a OR', '"in:notes"',
    'in:"', 'in:""', 'topic:"', 'topic:"""',
)  # fmt: skip

_BRACKETS = (
    "(", ")", "((", "))", "()", ")(", "(a", "a)", "((a)", "(a OR b", "[", "]", "[]", "{", "}",
    "{}", "<", ">", "<>", "<b>", "</script>", "<script>alert(1)</script>", "{0}", "{name}",
    "%s", "%(a)s", "%n%n", "${a}", "$(a)",
)  # fmt: skip

_FILTERS = (
    ":", "::", ":::", ":a", "a:", "in:", "in::", "in:in:", "in:in:notes", "in:notes:", "in:*",
    "in:-", "in:OR", "OR in:notes", "in:notes OR", "in:notes OR OR in:claims",
    "in:notes AND NOT in:claims", "-in:", "--in:notes",
    "-in:notes -in:claims -in:sections -in:topics -in:questions", "in:notes -in:notes",
    "IN:NOTES", "in:nøtes", "in:\x00", "topic:", "topic:*", "topic:%", "topic:_", "topic:'",
    "topic:()", "topic:-", "topic:OR", "topic:nato topic:nato topic:nato", "topic:\"a\"b",
    "topic:普京", "topic:🙂", "topic:\ud800", "-topic:", "colour:", "color:", "colour:#ff0000",
    "colour:rgb(1,2,3)", "colour:important,evidence", "colour:\u202eder", "tag:", "tag:''",
    "tag:\"", "tag:%%", "tag:🙂", "material:", "material:/", "material:../../etc",
    "material:a/b", "material:NULL", "material:\"", "material:(", "due:", "due:0", "due:-1",
    "due:99999999999999999999", "due:9999-12-31", "due:0001-01-01", "due:2026-02-30",
    "due:2026-13-01", "due:2026-W10", "due:20260301", "due:nan", "due:1e9", "due:now due:never",
    "due:week -due:week", "due:tomorrow OR due:today", "due:\u0661", "-due:never",
    "topic:nato in:notes colour:important tag:x material:y due:now", "in:notes" * 20,
    "in:notes " * 200, " ".join(f"topic:t{number}" for number in range(100)),
    "topic:" + "a" * 5_000, "due:" + "9" * 5_000,
)  # fmt: skip

_SQL = (
    "'; DROP TABLE section; --", "1 OR 1=1", "' OR ''='", '" OR ""="',
    "UNION SELECT * FROM setting", "/*", "*/", "/* a */", "--comment", "; SELECT 1;", "?1", "?",
    ":name", "@a", "$1", "NULL", "x'00'", "0x1F", "1e999", "-1", "0", "MATCH", "a MATCH b",
    "LIKE '%'", "rowid", "bm25(section_fts)", "highlight(section_fts, 0, '', '')",
    "INSERT INTO section_fts(section_fts) VALUES('delete-all')", "PRAGMA user_version",
    "ATTACH 'x' AS y",
)  # fmt: skip

_CHARACTERS = (
    "\x00", "a\x00b", "\x00" * 100, "\x01\x02\x1f", "\x7f", "\t", "\n", "\r\n", "a\nb",
    "\x0b\x0c", "\x1b[31m", "\u0085", "\u00a0", "\u200b", "\u200d", "\u2028", "\u2029",
    "\ufeff", "\ufffe", "\ufdd0", "\ufdd1", "\ufdd0a\ufdd1", "\U0010ffff", "\ufffc", "\ufffd",
    "\ud800", "\udfff", "\ud83d", "a\udc80", "\ud83d\ude42", "\udc80*", '"\ud800"', "e\u0301",
    "\u0301", "\u0301" * 200, "a" + "\u0336" * 500, "Z̸̧̛a̷l̴g̶o̵", "İ", "ı", "ß", "ẞ", "ŉ",
    "ﬁ", "Ǆ", "Σς", "ʼn",
)  # fmt: skip

_SCRIPTS = (
    "مرحبا", "\u202eabc", "\u202eabc\u202c", "\u2066abc", "שלום עולם", "שָׁלוֹם", "普京", "普",
    "普京 OR 等待", "-普京", '"普京"', "普京*", "普京 nego* -等", "プーチン", "ﾌﾟｰﾁﾝ", "푸틴",
    "สวัสดี", "ປະ", "ខ្មែរ", "မြန်မာ", "नमस्ते", "Ελληνικά", "Ђурђевдан", "Nguyễn", "𝔓𝔲𝔱𝔦𝔫",
    "Ｐｕｔｉｎ", "①②③", "𓀀", "\U00020000", "🙂", "🙂🙂", "👩‍👩‍👧", "🇺🇦", "🙂*", '"🙂"',
    "-🙂", "a🙂b", "☃ ☃", "❤️",
)  # fmt: skip

_SIGNS = (
    "", " ", "   ", "\u3000", ".", "...", "…", ",", ";", "!", "?!", "#", "##", "@", "&", "&&",
    "||", "|", "~", "^", "=", "==", "_", "__", "/", "//", "a/b", "C++", "C#", ".NET", "O'Neil",
    "AT&T", "1/2", "½", "3.14", "1,000", "€5", "50%", "-5", "−5", "a_b", "a-b", "a--b",
    "http://example.org/?q=a&b=c#d", "user@example.org", "C:\\Users\\x", "../..", "~/.ssh",
)  # fmt: skip

_LONG = (
    "a" * 10_000, "a " * 5_000, '"' * 10_000, "(" * 10_000, "-" * 10_000, "*" * 10_000,
    "a* " * 1_000, "OR " * 3_000, "a OR " * 2_000, "普" * 10_000, "🙂" * 10_000,
    "\u0301" * 10_000, '"a" ' * 2_000, "in:" * 3_000, "nego" * 2_500 + "*", ">" * 10_000,
    "> " + "a" * 10_000,
)  # fmt: skip

_COMMANDS = (
    ">", "> ", ">>", "> >", ">\x00", ">(", '>"', ">*", "> AND", ">ａ", ">🙂", ">\ud800",
    ">\u0301", "> ▸", "> File ▸ Quit ▸ Quit",
)  # fmt: skip

HOSTILE_QUERIES = tuple(
    dict.fromkeys(
        _OPERATORS + _QUOTES + _BRACKETS + _FILTERS + _SQL + _CHARACTERS + _SCRIPTS + _SIGNS + _LONG
        + _COMMANDS
    )
)  # fmt: skip
