"""PDF: two readers, pdfium for what is seen and pikepdf for what is in the file; what one says, the other checks."""
