"""`make bench`: what the program costs beside a floor, as ratios measured in one run."""
