//! The codes: stable names for kinds of faults, by stage.

use super::Severity;

macro_rules! codes {
    ($($variant:ident $id:literal $severity:ident $title:literal;)*) => {
        /// What kind of fault a [`Diagnostic`](super::Diagnostic) is. The letter of its id says which stage found it: `S`
        /// syntax of a definition, `F` meaning of a definition, `D` data, `R` the form's rules, `O` output, `E` what is to be
        /// filed with EDGAR, `T` a text that was filed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code {
            $(#[doc = $title] $variant,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable id, such as `D020`.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// What it is, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// Its page, in Markdown: what it is, why it is a fault, an example before and after, how to mend it.
            ///
            /// ```
            /// use engross::diagnostic::Code;
            /// assert!(Code::BadValue.page().starts_with("# D023: "));
            /// ```
            pub fn page(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("pages/", $id, ".md")),)* }
            }

            /// How grave it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }
    };
}

/// The stages by the letters of their codes, in the order of the codes.
pub const STAGES: &[(char, &str)] = &[
    ('S', "Syntax of a definition"),
    ('F', "Meaning of a definition"),
    ('D', "Data of a filing"),
    ('R', "Rules of a form"),
    ('O', "Output"),
    ('E', "EDGAR"),
    ('T', "Filed texts"),
];

impl Code {
    /// The codes of a stage, by its letter.
    pub fn of(stage: char) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |code| code.id().starts_with(stage))
    }
}

codes! {
    UnknownStatement      "S001" Error   "a statement begins with a word that is no keyword";
    Unexpected            "S002" Error   "something stands where nothing of its kind may";
    Missing               "S003" Error   "a part of a statement is missing";
    UnclosedString        "S004" Error   "a string has no closing quote";
    UnclosedBlock         "S005" Error   "a block has no closing brace";
    StrayBrace            "S006" Error   "a closing brace closes nothing";
    BadEscape             "S007" Error   "a string has an escape that means nothing";
    TooDeep               "S008" Error   "blocks are nested too deeply";
    NotText               "S009" Error   "a file is not text in UTF-8";
    TooLarge              "S010" Error   "a file is too large";
    Misplaced             "F001" Error   "a statement stands where it may not";
    MissingHeader         "F002" Error   "a definition does not say which form and edition it is";
    UnknownType           "F003" Error   "a type that nobody declared";
    PathTaken             "F004" Error   "two answers have one path, or one path lies inside the other";
    ReservedPath          "F005" Error   "a path that the data uses for something else";
    NameTaken             "F006" Error   "a name is given twice";
    UnknownName           "F007" Error   "an expression names something that does not exist";
    BadExpression         "F008" Error   "an expression cannot be read";
    LetCycle              "F009" Error   "a `let` depends on itself";
    BoxTwice              "F010" Error   "a box key is used twice in a group";
    UnknownBoxCompared    "F011" Error   "an expression compares a group with a box that it does not have";
    DateAsText            "F012" Error   "an expression takes a date for text or text for a date";
    Includes              "F013" Error   "an included file cannot be read";
    IncludeCycle          "F014" Error   "a file includes itself";
    IncludeOutside        "F015" Error   "an include leads out of the form's folder";
    BadPattern            "F016" Error   "a pattern is no regular expression";
    OutOfRange            "F017" Error   "a number or a format that makes no sense here";
    Inapplicable          "F018" Error   "a modifier that does not apply";
    BadBoxes              "F019" Error   "a group or table with nothing in it, or a yes-or-no question with boxes";
    BadYaml               "D001" Error   "the file is not valid YAML";
    DuplicateKey          "D002" Error   "a key stands twice";
    Alias                 "D003" Error   "an anchor, an alias or a tag";
    SeveralDocuments      "D004" Error   "several YAML documents in one file";
    DataTooDeep           "D005" Error   "the data is nested too deeply";
    BadKey                "D006" Error   "a key that is not a plain word";
    NotAFiling            "D007" Error   "the file holds no answers";
    Dropped               "D008" Warning "words after a `#` are a comment";
    LoneQuote             "D009" Error   "a quote closes an answer, and none opens it";
    NoForm                "D010" Error   "the filing does not say which form it answers";
    UnknownForm           "D011" Error   "a form that is not known";
    UnknownEdition        "D012" Error   "an edition that is not known";
    NoOriginal            "D013" Error   "the filing that is amended cannot be read";
    AmendsItself          "D014" Error   "a filing amends itself";
    Unfit                 "D015" Error   "an amendment that does not fit its original";
    SignedBefore          "D016" Warning "an amendment has the signature of its original";
    SignedEarlier         "D017" Warning "an amendment is signed before its original";
    NoAmends              "D018" Error   "an amendment that is not whole does not say what it amends";
    BadEntry              "D019" Error   "an entry of a batch that gives no filing";
    UnknownKey            "D020" Error   "an answer to a question that the form does not ask";
    WrongShape            "D021" Error   "a list, a record or a single value where another was expected";
    MissingAnswer         "D022" Error   "a required answer is missing";
    BadValue              "D023" Error   "an answer that its type does not accept";
    UnknownBox            "D024" Error   "a box that the group does not have";
    BoxRepeated           "D025" Error   "a box is named twice";
    NotAsked              "D026" Error   "an answer to a question that the form asks only in another case";
    BadCharacter          "D027" Error   "a character that no document can hold";
    KeyRepeated           "D028" Error   "two records of a list have one key";
    Require               "R001" Error   "the form requires something that does not hold";
    Warn                  "R002" Warning "the form warns of something";
    Evaluation            "R003" Error   "an expression of the form failed on these answers";
    Transliterated        "O001" Warning "a character was replaced by its plain equivalent";
    NotAllowed            "O002" Error   "a character that EDGAR does not accept";
    TooWide               "O003" Error   "a table does not fit the page";
    LongWord              "O004" Warning "a word longer than the line was broken";
    TagLike               "O005" Warning "words that EDGAR may read as a tag";
    ColumnsWrapped        "O006" Warning "a line that was laid out with blanks is wrapped";
    NoGlyph               "O007" Error   "a character that the PDF's fonts do not have";
    NotInWord             "O011" Error   "a character that a document for Word cannot hold";
    BadName               "O012" Error   "an output's name that is no name of a file";
    NotReplaced           "O013" Error   "a file that is there already";
    LongLine              "E001" Error   "a line of text is longer than 80 characters";
    LongTableLine         "E002" Error   "a line of a table is longer than 132 characters";
    NotPlain              "E003" Error   "a character that EDGAR does not take in plain text";
    Typographic           "E004" Error   "a typographic character where a plain one is wanted";
    Tab                   "E005" Warning "a tab in plain text";
    BoldInText            "E006" Warning "bold or underline in plain text";
    TagInText             "E007" Warning "words in a text that EDGAR may read as a tag";
    TableTags             "E008" Warning "the tags of a table do not fit each other";
    PageTag               "E009" Warning "a page break that is not alone on its line";
    UnknownElement        "E010" Error   "an HTML element that EDGAR does not know";
    SecondHtml            "E011" Error   "more than one `html` element";
    Namespace             "E012" Error   "a namespace is declared in HTML";
    UnknownAttribute      "E013" Warning "an HTML attribute that EDGAR may not know";
    ForbiddenElement      "E014" Error   "an HTML element that EDGAR does not take";
    DisputedElement       "E015" Warning "an HTML element that not every validator takes";
    NestedTable           "E016" Error   "a table inside a table";
    ForbiddenAttribute    "E017" Error   "an HTML attribute that EDGAR does not take";
    NotAscii              "E018" Error   "a character that HTML for EDGAR has only by its number";
    BadReference          "E019" Error   "a character reference that EDGAR does not know";
    ExecutableCode        "E020" Error   "executable code";
    OutsideLink           "E021" Error   "a link or picture outside EDGAR";
    Unmatched             "E022" Warning "HTML that its readers may understand differently";
    FileName              "E023" Error   "a file name that EDGAR does not take";
    DoubtfulName          "E024" Warning "a file name that not every edition of the manual takes";
    NotAForm              "T001" Error   "a filed text that is no form that is known";
    NotADocument          "T002" Error   "a file that is no text and no HTML";
    SeveralBoxes          "T003" Error   "several boxes are checked where one may be";
    OtherBox              "T004" Warning "a checked box that the form does not have";
    NoNumber              "T005" Error   "an amendment without a number";
    Differs               "T006" Warning "a filed text gives an answer twice, and the two differ";
    Wrapping              "T007" Warning "the wrapping says otherwise than the document";
    Unsure                "T008" Warning "an answer was read with doubt";
}
