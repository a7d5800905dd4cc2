"""The PDF of a paper, made from its DOCX: paragraphs and tables as HTML, set by WeasyPrint on the grid of GB/T 9704."""
