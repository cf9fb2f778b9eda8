//! Which outputs exist.
