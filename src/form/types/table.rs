//! The table: one row a type, in the order of the language reference.

use super::{Reader, Type, check_digits, contacts, dates, identifiers, numbers, places};

const STRING: &[&str] = &["string"];
const INTEGER: &[&str] = &["string", "integer"];
const NUMBER: &[&str] = &["string", "number"];
const WORD: &[&str] = &["string", "boolean"];
const ANY: &[&str] = &["string", "number", "boolean"];

/// Every type, in the order of the language reference.
///
/// ```
/// use engross::form::types::TYPES;
/// for row in TYPES {
///     assert!(row.read(row.example).is_ok(), "{} accepts {}", row.name, row.accepts);
/// }
/// ```
pub static TYPES: &[Type] = &[
    Type {
        name: "text",
        what: "a line of text",
        accepts: "one line of any characters",
        example: "Innovo Group Inc.",
        scalars: ANY,
        pattern: None,
        reader: Reader::Words,
    },
    Type {
        name: "narrative",
        what: "a narrative",
        accepts: "paragraphs of any characters, parted by blank lines",
        example: "The Company operates two foreign subsidiaries.",
        scalars: ANY,
        pattern: None,
        reader: Reader::Paragraphs,
    },
    Type {
        name: "date",
        what: "a date",
        accepts: "year-month-day, as 2002-11-30; or with the month in letters, as November 30, 2002",
        example: "2002-11-30",
        scalars: STRING,
        pattern: Some("^([0-9]{4}-[0-9]{2}-[0-9]{2}|[A-Za-z]{3,9}[.]? +[0-9]{1,2}, *[0-9]{4})$"),
        reader: Reader::Line(dates::date),
    },
    Type {
        name: "integer",
        what: "an integer",
        accepts: "digits, with a sign or without; commas may part groups of three",
        example: "12500",
        scalars: INTEGER,
        pattern: Some("^[-+]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)$"),
        reader: Reader::Line(numbers::integer),
    },
    Type {
        name: "decimal",
        what: "a decimal number",
        accepts: "digits, with a sign and a decimal point or without; commas may part groups of three",
        example: "5.10",
        scalars: NUMBER,
        pattern: Some("^[-+]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.][0-9]+)?$"),
        reader: Reader::Line(numbers::decimal),
    },
    Type {
        name: "money",
        what: "an amount of money",
        accepts: "dollars, with cents or without; `$` and commas may be left out, and a minus or parentheses mark a \
                  negative amount",
        example: "$9,292,000",
        scalars: NUMBER,
        pattern: Some("^[-+$( ]*([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.][0-9]{1,2})? *[)]?$"),
        reader: Reader::Line(numbers::money),
    },
    Type {
        name: "phone",
        what: "a telephone number",
        accepts: "ten digits, as (323) 725-5516, 323-725-5516 or 3237255516; outside North America `+` and the country \
                  code, as +44 20 7946 0958; `ext. 12` may follow",
        example: "(323) 725-5516",
        scalars: INTEGER,
        pattern: Some("^[+(]?[-0-9 .()/]+(,? *([A-Za-z]+[.]?|#|;ext=) *[0-9]+)?$"),
        reader: Reader::Line(contacts::phone),
    },
    Type {
        name: "email",
        what: "an e-mail address",
        accepts: "one address, as counsel@example.com",
        example: "counsel@example.com",
        scalars: STRING,
        pattern: Some("^[^@ ]+@[^@ ]+[.][^@ ]+$"),
        reader: Reader::Line(contacts::email),
    },
    Type {
        name: "url",
        what: "a web address",
        accepts: "a whole address, from http:// or https:// on",
        example: "https://www.example.com/investors",
        scalars: STRING,
        pattern: Some("^[Hh][Tt][Tt][Pp][Ss]?://[^ ]+$"),
        reader: Reader::Line(contacts::url),
    },
    Type {
        name: "state",
        what: "a state",
        accepts: "the two-letter code or the name of a state, a territory or a Canadian province",
        example: "CA",
        scalars: WORD,
        pattern: None,
        reader: Reader::Line(places::state),
    },
    Type {
        name: "zip",
        what: "a ZIP code",
        accepts: "five digits, as 90040, or nine, as 90040-1234",
        example: "90040",
        scalars: INTEGER,
        pattern: Some("^[0-9]{5}(-[0-9]{4})?$"),
        reader: Reader::Line(places::zip),
    },
    Type {
        name: "country",
        what: "a country",
        accepts: "the two-letter code (ISO 3166-1) or the English name of a country",
        example: "GB",
        scalars: WORD,
        pattern: None,
        reader: Reader::Line(places::country),
    },
    Type {
        name: "cik",
        what: "a CIK",
        accepts: "1 to 10 digits; leading zeros may be left out",
        example: "0000320193",
        scalars: INTEGER,
        pattern: Some("^[0-9]{1,10}$"),
        reader: Reader::Line(identifiers::cik),
    },
    Type {
        name: "cusip",
        what: "a CUSIP",
        accepts: "nine characters, the last a check digit; dashes and blanks may stand between the parts, as 457954-50-1",
        example: "457954-50-1",
        scalars: NUMBER,
        pattern: Some("^[0-9A-Za-z*@#]{6}[- ]*[0-9A-Za-z*@#]{2}[- ]*[0-9]$"),
        reader: Reader::Line(check_digits::cusip),
    },
    Type {
        name: "isin",
        what: "an ISIN",
        accepts: "a country's two letters, nine characters and a check digit, as US0378331005",
        example: "US0378331005",
        scalars: STRING,
        pattern: Some("^[A-Za-z]{2}[- ]*[0-9A-Za-z]{9}[- ]*[0-9]$"),
        reader: Reader::Line(check_digits::isin),
    },
    Type {
        name: "ein",
        what: "an employer identification number",
        accepts: "nine digits, as 12-3456789; the dash may be left out",
        example: "12-3456789",
        scalars: INTEGER,
        pattern: Some("^[0-9]{2}-?[0-9]{7}$"),
        reader: Reader::Line(identifiers::ein),
    },
    Type {
        name: "lei",
        what: "a legal entity identifier",
        accepts: "twenty characters, the last two check digits (ISO 17442)",
        example: "HWUPKR0MPOU8FGXBT394",
        scalars: NUMBER,
        pattern: Some("^([0-9A-Za-z]{4}[- ]*){4}[0-9A-Za-z]{2}[0-9]{2}$"),
        reader: Reader::Line(check_digits::lei),
    },
    Type {
        name: "sec_file_number",
        what: "an SEC file number",
        accepts: "a prefix of 1 to 3 digits, a dash and up to 6 digits, as 0-18925 or 333-123456-01; leading zeros may be \
                  left out",
        example: "000-18925",
        scalars: STRING,
        pattern: Some("^[0-9]{1,3}-[0-9]{2,6}(-[0-9]{2,3})?$"),
        reader: Reader::Line(identifiers::sec_file_number),
    },
    Type {
        name: "accession_number",
        what: "an accession number",
        accepts: "eighteen digits, as 0000320193-20-000096; the dashes may be left out",
        example: "0000320193-20-000096",
        scalars: INTEGER,
        pattern: Some("^[0-9]{10}-?[0-9]{2}-?[0-9]{6}$"),
        reader: Reader::Line(identifiers::accession_number),
    },
];
