"""The layout of GB/T 9704-2012: measures, named styles, faces. DOCX and PDF are both made from what stands here."""
