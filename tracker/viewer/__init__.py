"""The viewer: articles, an article's life and its diffs on one screen. The only room that knows Textual."""
