"""Our own face of large letters: `face` fits and draws text, `pen` the strokes, the other modules each letter."""
