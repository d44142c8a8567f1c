//! Words that filers type beside their answers, which no definition has.

/// Words before the parts of a signature, as they are compared.
pub(super) const BEFORE_DATES: &[&str] = &["date", "dated", "datedas"];
pub(super) const BEFORE_NAMES: &[&str] = &["name", "printname", "typedname", "printedname"];
pub(super) const BEFORE_TITLES: &[&str] = &["title", "its", "position", "capacity"];
/// Words in brackets under a signature that say what stands over them.
pub(super) const CAPTIONS: &[&str] =
    &["name", "signature", "title", "date", "registrant", "printname", "typedname", "printedname"];
/// What follows a name after a comma and belongs to it.
pub(super) const AFTER_NAMES: &[&str] =
    &["jr", "sr", "ii", "iii", "iv", "esq", "cpa", "cfa", "phd", "md", "jd", "mba", "pe"];
/// Before a signature, as it is compared.
pub(super) const BEFORE_SIGNATURES: &str = "by";
/// How a conformed signature begins, 17 CFR 232.302.
pub(super) const CONFORMED: &str = "/s/";
/// Words that no title ends with, so that it goes on under them.
pub(super) const GO_ON: &[&str] = &["and", "of", "the", "for"];

/// Words of a company's name that tell little: EDGAR leaves them out or shortens them.
pub(super) const COMPANIES: &[&str] = &[
    "INC",
    "INCORPORATED",
    "CORP",
    "CORPORATION",
    "CO",
    "COMPANY",
    "LTD",
    "LIMITED",
    "LLC",
    "LP",
    "PLC",
    "THE",
    "AND",
    "OF",
    "SA",
    "NV",
    "TRUST",
    "GROUP",
    "HOLDING",
    "HOLDINGS",
    "NEW",
    "DE",
];
