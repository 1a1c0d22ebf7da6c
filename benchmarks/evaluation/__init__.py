"""What `make evaluate` tells: figures, confusions, calibration, styles, mistakes, costs, and the page that shows them."""
