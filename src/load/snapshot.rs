//! Every input of a publication at one moment.
