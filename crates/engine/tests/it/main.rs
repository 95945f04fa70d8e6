//! The engine from outside: sessions over rows in memory, and the `.slt` files that fix every view.

mod session;
mod slt;
