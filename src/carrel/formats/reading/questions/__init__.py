"""Readers of questions: quizzes of Moodle and others, and decks of Anki."""
