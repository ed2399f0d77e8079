"""Text in any script on a page: direction, fonts, shaping, line breaks, and glyphs in a PDF."""
