//! The engine from outside: sessions over rows in memory, and the `.slt` files that fix every view.

mod any_text;
mod session;
mod slt;
