"""A page as newspapers make them: the article is a fifth of it."""

ARTICLE = (
    """\
The harbour of Lindau was closed on Tuesday, after the level of the lake had fallen to the lowest
mark since measurements began, the port authority said.

Ships will dock at Bregenz until further notice, and travellers should expect delays of up to forty
minutes, according to the company that runs the ferries.

“We have never seen the quay like this,” said Anna Weber, who has worked there for thirty years,
“and nobody can tell us when the water will come back.”

Scientists of the institute in Langenargen blame a dry winter, little snow in the mountains, and a
spring that was warmer than any other on record.

The city will decide on Friday whether the channel is to be dredged, which would cost about two
million euros, and take until the autumn.
""".replace("\n\n", "\0")
    .replace("\n", " ")
    .strip()
    .split("\0")
)

PAGE = f"""<!DOCTYPE html>
<!-- saved from url=(0039)https://news.example/lake/harbour.html -->
<html lang="de-at"><head><meta charset="utf-8">
<title>Harbour of Lindau closed | The Daily Example</title>
<meta property="og:site_name" content="The Daily Example">
<meta property="article:published_time" content="2026-04-14T06:30:00+02:00">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
 {{"@type": "NewsArticle", "headline": "Harbour of Lindau closed",
  "author": [
  {{"@type": "Person", "name": "Ben Marsh"}}, {{"@type": "Person", "name": "Lea Roth"}}]}}]}}
</script><style>p {{ color: red }}</style></head>
<body class="page-article">
<div id="cookie-banner">We use cookies. <button>Accept all</button></div>
<header class="site-header"><a href="/">The Daily Example</a>
<nav><ul><li><a href="/p">Politics</a>
<li><a href="/s">Sport</a><li><a href="/c">Culture</a></ul></nav></header>
<div class="layout"><div class="main-column">
<article>
<header><h1>Harbour of Lindau closed</h1><p class="byline">By Ben Marsh and Lea Roth</p>
<div class="share-bar"><a href="https://x.example/?u">Share</a>
<a href="mailto:?s=1">Mail</a></div></header>
<figure><img src="harbour_files/quay.png" alt="The empty quay" width="800">
<figcaption>The quay on Tuesday morning.</figcaption></figure>
<p>{ARTICLE[0]}</p>
<p>{ARTICLE[1]}</p>
<div class="ad-slot"><p>Buy <a href="https://ads.example/">new boots</a>
today, while they last!</p></div>
<h2>No boat in sight</h2>
<p>{ARTICLE[2]}</p>
<blockquote><p>The lake gives, and the lake takes.</p></blockquote>
<div class="related-articles"><h3>Read more</h3><ul><li><a href="/1">Water of the Rhine low</a></li>
<li><a href="/2">Ten lakes you should see</a></li></ul></div>
<p>{ARTICLE[3]}<sup><a href="#fn1" id="r1">1</a></sup></p>
<h2>What it costs</h2>
<p>{ARTICLE[4]} <a href="/city/channel">The plan</a> is public.</p>
<table><tr><th>Year</th><th>Level</th></tr><tr><td>2003</td><td>2.45 m</td></tr></table>
<ol><li>Dredge</li><li>Wait<ul><li>and hope</li></ul></li></ol>
<pre><code class="language-python">level = 2.31
</code></pre>
<p id="fn1">1. Institute for Lake Research, report 7. <a href="#r1">↩</a></p>
</article>
<section id="comments"><h2>Comments</h2>
<p>Peter: I have said so for years, and nobody listened to me, as always in this town, sadly.</p>
<p>Ulla: My grandmother told of a year when one could walk to the island, on the ice.</p>
</section></div>
<aside class="sidebar"><h2>Most read</h2><ol><li><a href="/a">Storm ahead</a></li></ol></aside>
</div>
<footer><p>© The Daily Example. All rights reserved, in all countries, for all time.</p></footer>
<script>document.write("<p>injected</p>")</script>
</body></html>"""
