//! Documents, site, plan, tree.
