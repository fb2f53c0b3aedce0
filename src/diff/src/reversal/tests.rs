//! Plans, carried out on a snapshot in memory.
