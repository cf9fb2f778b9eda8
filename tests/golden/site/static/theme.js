// Small, so that the theme can change and this tree does not.
