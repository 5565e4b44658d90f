"""What the atlas tells other programs about its addresses: cards, tags, a sitemap, oEmbed."""
