//! `engross` writes out, checks and renders the forms that companies file with the U.S. Securities and Exchange
//! Commission. A form is defined once, in a small language; a filing is a YAML file of answers.
//!
//! The modules are the pipeline: a definition becomes [`syntax`] and then a [`form`]; YAML becomes [`data`]; both
//! together a [`filing`], whose [`document`] is [`render`]ed; what is to be filed is held against the rules of [`edgar`]. The
//! other way, what was filed is [`read`]: the form that it answers is recognised, and its answers become data.
//! Two filings give a [`diff`], and their documents a redline. From the form alone come a [`new`] filing to fill in and its
//! [`schema`], by way of the [`guide`] to its answers. Each stage adds what is wrong to the [`diagnostic`]s, each with its
//! place in a [`source`]; [`world`] is the only door to files.
//!
//! ```
//! use engross::{builtin, data, diagnostic, document, filing, form, render, source::Source};
//!
//! // A form is compiled once and serves any number of filings.
//! let path = builtin::find("12b-25", Some("2003")).unwrap();
//! let (form, findings) = form::compile(&builtin::BuiltIn, path);
//! assert!(findings.is_empty());
//! let form = form.unwrap();
//!
//! // YAML to nodes, nodes to typed answers. Findings say what is wrong, and where.
//! let yaml = include_str!("../forms/12b-25/examples/innovo-2003.yaml");
//! let source = Source::new("innovo-2003.yaml", yaml);
//! let mut findings = Vec::new();
//! let node = data::load(&source, 0, &mut findings).unwrap();
//! let (filing, faults) = filing::read(&form, &[source], &node);
//! findings.extend(faults);
//! assert!(findings.is_empty());
//!
//! // Answers to a document, the document to text.
//! let (document, _) = document::document(&filing.unwrap());
//! assert_eq!(document.submission.as_deref(), Some("NT 10-K"));
//! let (text, findings) = render::text::render(&document);
//! assert!(!diagnostic::any_errors(&findings));
//! assert!(text.contains("[X]  (b)  The subject annual report"));
//! ```

pub mod builtin;
pub mod cli;
pub mod data;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod edgar;
pub mod filing;
pub mod form;
pub mod guide;
pub mod new;
pub mod read;
pub mod render;
pub mod schema;
pub mod source;
pub mod syntax;
pub mod text;
pub mod world;
