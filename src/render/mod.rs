//! Document -> the formats that people file and read; one thin folder each.

pub mod text;
