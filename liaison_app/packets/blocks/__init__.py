"""What a page is built of besides paragraphs: tables, pictures, calendars, cards, lines to fill."""
