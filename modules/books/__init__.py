"""The course as books to print: the praktijkboek, the trainingsmap, one module."""
