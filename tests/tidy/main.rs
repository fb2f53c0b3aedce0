//! The rules of the code, run instead of remembered.
