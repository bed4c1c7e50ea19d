//! Behaviour of this folder.
