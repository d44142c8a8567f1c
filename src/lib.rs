//! engross
pub mod builtin;
pub mod cli;
pub mod data;
pub mod diagnostic;
pub mod document;
pub mod filing;
pub mod form;
pub mod render;
pub mod source;
pub mod syntax;
pub mod world;
