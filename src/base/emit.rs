//! Diagnostics made text: for people, for editors' problem matchers, for machines.
