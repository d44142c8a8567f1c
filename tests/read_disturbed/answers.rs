//! Plausible filings: answers as companies give them, every optional one in and out, every box on and off.

use serde_json::{Map, Value, json};

use crate::generate::{Dice, shuffle};

/// A form that is shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Late2003,
    Late2019,
    Report8K,
}

pub(crate) const KINDS: [Kind; 3] = [Kind::Late2003, Kind::Late2019, Kind::Report8K];

/// A filing without errors, as its data.
pub(crate) fn filing(dice: &mut Dice, kind: Kind) -> Map<String, Value> {
    let value = match kind {
        Kind::Late2003 => late(dice, "2003", &["10-K", "20-F", "11-K", "10-Q", "N-SAR"]),
        Kind::Late2019 => late(dice, "2019", &["10-K", "20-F", "11-K", "10-Q", "10-D", "N-CEN", "N-CSR"]),
        Kind::Report8K => report(dice),
    };
    let Value::Object(map) = without_blanks(value) else { unreachable!() };
    map
}

fn without_blanks(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(kept.map(|(key, value)| (key, without_blanks(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(without_blanks).collect()),
        value => value,
    }
}

const FIRST: &[&str] = &[
    "Meridian",
    "Harbor Point",
    "Northstar",
    "Pacific Gateway",
    "Great Lakes",
    "Blue Ridge",
    "First Keystone",
    "Sterling",
    "Allied",
    "Cascade",
    "Lone Star",
    "Trans-Industries",
    "Summit",
    "New England",
    "Bay Area",
    "Continental",
    "Q.E.P.",
    "Smith & Lowell",
    "O'Hara",
    "Hampton Roads",
];
const SECOND: &[&str] = &[
    "Biosciences",
    "Bancorp",
    "Energy Partners",
    "Realty Trust",
    "Industries",
    "Software",
    "Holdings",
    "Pharmaceuticals",
    "Apparel Group",
    "Technologies",
    "Resources",
    "Financial",
    "Foods",
    "Communications",
    "Medical Systems",
    "Oil & Gas",
];
const LAST: &[&str] =
    &[", Inc.", " Inc.", " Corp.", " Corporation", ", Ltd.", " Company", ", L.P.", " Group, Inc.", " LLC"];
const PEOPLE: &[&str] = &[
    "Jay Furrow",
    "Mary E. O'Connor",
    "Robert J. Smith, Jr.",
    "Samuel Ortiz",
    "Anne-Marie Dupont",
    "William T. Chen",
    "Patricia A. Nowak",
    "David Goldberg",
    "L. Keith Barnes",
    "Susan Whitfield",
    "Hiroshi Tanaka",
    "John P. McAllister III",
];
const TITLES: &[&str] = &[
    "CEO",
    "Chief Executive Officer",
    "President and Chief Executive Officer",
    "Chief Financial Officer",
    "Vice President - Finance",
    "Executive Vice President, General Counsel and Secretary",
    "Treasurer",
    "Senior Vice President and Chief Accounting Officer",
    "Controller",
    "Chairman of the Board",
];
const STREETS: &[&str] = &[
    "5900 S. Eastern Ave, Suite 104",
    "One Market Plaza, 24th Floor",
    "1200 17th Street, N.W.",
    "P.O. Box 2150",
    "88 Harbor Boulevard",
    "14000 Technology Drive, Building 3",
    "301 Congress Avenue, Suite 2200",
    "7 Elm Street",
    "2 Park Place, Suite 10-K",
    "650 Fifth Avenue",
    "30 South Wacker Drive, Suite 1500",
];
const CITIES: &[&str] = &[
    "Commerce, CA 90040",
    "New York, New York 10022",
    "Salt Lake City, Utah 84111-2201",
    "St. Louis, MO 63101",
    "Houston, Texas 77002",
    "Boston, Massachusetts 02110",
    "Fort Lauderdale, FL 33301",
    "Wilmington, DE 19801",
    "Minneapolis, Minnesota 55402-1234",
    "Winston-Salem, North Carolina 27101",
    "Las Vegas, NV  89109",
];
const STATES: &[&str] =
    &["Delaware", "Nevada", "New York", "Maryland", "California", "Cayman Islands", "Pennsylvania", "Minnesota"];
const PHONES: &[&str] = &[
    "(323) 725-5516",
    "212-555-0142",
    "(801) 532-7700",
    "617.555.0199",
    "(713) 652-4000 ext. 214",
    "+44 20 7946 0958",
    "1-800-555-0100",
    "(612) 333-0425",
    "954 765 2011",
    "(314) 231-0800",
];
const FILE_NUMBERS: &[&str] =
    &["0-18925", "000-18925", "1-2360", "001-12345", "333-123456-01", "001-38910", "0-1234", "333-55021", "814-00663"];
const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn company(dice: &mut Dice) -> String {
    let name = format!("{} {}{}", dice.pick(FIRST), dice.pick(SECOND), dice.pick(LAST));
    match dice.below(8) {
        0 => name.to_uppercase(),
        1 => format!("The {name}"),
        _ => name,
    }
}

/// Six characters of an issuer, two of an issue and the check digit, written in one of the ways that filers have.
fn cusip(dice: &mut Dice) -> String {
    let mut digits: Vec<usize> = (0..8).map(|_| dice.below(10)).collect();
    let letter = dice.one_in(4);
    if letter {
        digits[5] = 10 + dice.below(26);
    }
    let sum = |(at, digit): (usize, &usize)| {
        let value = if at % 2 == 1 { digit * 2 } else { *digit };
        value / 10 + value % 10
    };
    let check = (10 - digits.iter().enumerate().map(sum).sum::<usize>() % 10) % 10;
    let written = |digit: &usize| char::from_digit(u32::try_from(*digit).unwrap(), 36).unwrap().to_ascii_uppercase();
    let text: String = digits.iter().map(written).collect();
    let (issuer, issue) = text.split_at(6);
    let part = dice.pick(&["", "-", " "]);
    format!("{issuer}{part}{issue}{part}{check}")
}

fn money(dice: &mut Dice) -> String {
    match dice.below(3) {
        0 => format!("${}.{} million", 1 + dice.below(900), dice.below(10)),
        1 => format!("${},{:03},000", 1 + dice.below(90), dice.below(1000)),
        _ => format!("${},{:03}", 100 + dice.below(900), dice.below(1000)),
    }
}

fn day(dice: &mut Dice, year: usize) -> String {
    format!("{} {}, {year}", dice.pick(MONTHS), 1 + dice.below(28))
}

/// Sentences with places to fill: `{c}` a company, `{d}` a date, `{r}` a report, `{m}` an amount, `{p}` a person, `{y}` and
/// `{z}` this year and the last, `{n}` a number, `{t}` a title.
fn filled(dice: &mut Dice, sentence: &str, year: usize) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap();
        out.push_str(before);
        out.push_str(&match name {
            "c" => company(dice),
            "d" => day(dice, year),
            "r" => dice
                .pick(&["Annual Report on Form 10-K", "Quarterly Report on Form 10-Q", "Form 10-K", "Form 10-Q"])
                .to_owned(),
            "m" => money(dice),
            "p" => dice.pick(PEOPLE).to_owned(),
            "t" => dice.pick(TITLES).to_owned(),
            "y" => year.to_string(),
            "z" => (year - 1).to_string(),
            "n" => (2 + dice.below(95)).to_string(),
            _ => unreachable!("{name}"),
        });
        // `Inc.` ends a sentence as it is.
        rest = if out.ends_with('.') { after.strip_prefix('.').unwrap_or(after) } else { after };
    }
    out + rest
}

const REASONS: &[&str] = &[
    "The Company operates two foreign subsidiaries, which were both created in May of {z}.",
    "With this being the first fiscal year of operations, the Company requires additional time to complete the necessary review of the international subsidiaries.",
    "The Company expects to file its {r} for the fiscal year ended {d} on or prior to {d}.",
    "The Registrant's independent auditors, {c}, have not yet completed their review of the financial statements.",
    "On {d}, the Registrant completed the acquisition of {c} for approximately {m} in cash.",
    "The Registrant could not file its {r} within the prescribed time period without unreasonable effort or expense.",
    "As disclosed in Item 4.02 of the Current Report on Form 8-K filed on {d}, the financial statements for fiscal {z} should no longer be relied upon.",
    "The delay is due in part to the resignation of {p}, the Company's former {t}.",
    "The information required by Part III of the {r} is not affected.",
    "Management is still evaluating whether an impairment of {m} should be recorded (see Note {n}).",
    "The Company's lender has waived compliance with certain covenants through {d}.",
    "Accordingly, the Registrant relies on Rule 12b-25(b) and will file the report no later than the fifteenth calendar day following the prescribed due date.",
    "The Company recently changed its accounting system; the conversion of {n} general ledgers took longer than was planned.",
];
const RESULTS: &[&str] = &[
    "The Company anticipates experiencing significant increases in sales for fiscal {y} compared to fiscal {z}.",
    "The Company had net revenues of {m} in fiscal {z} compared to anticipated net revenues of approximately {m} for fiscal {y}, an increase of approximately {n}%.",
    "The Company expects to report a net loss of {m}, or $(0.{n}) per share, for the quarter ended {d}.",
    "The change is largely attributable to the sale of {c} on {d}.",
    "A reasonable estimate of the results cannot be made because the audit is not complete.",
    "Selling, general and administrative expenses rose {n}% to {m}, yes, largely as a result of legal fees.",
    "The increase in revenues is largely attributable to the Company's growth within the private label marketplace.",
    "These figures are preliminary and unaudited and are subject to change.",
    "No significant change is expected in the results of the other segments.",
];
const MISSING: &[&str] = &[
    "The Registrant has not filed its Quarterly Report on Form 10-Q for the quarter ended {d}.",
    "{r} for the period ended {d}.",
    "Annual Report on Form 11-K for the year ended {d}; Form 10-Q for the quarter ended {d}.",
    "The report on Form 8-K that was due on {d} has been prepared and will be filed with the delayed report.",
];
const EVENTS: &[&str] = &[
    "On {d}, {c} (the \"Company\") entered into a supply agreement (the \"Agreement\") with {c}.",
    "Under the Agreement the Company will pay {m} in {n} equal installments, the first of which is due on {d}.",
    "Either party may end the Agreement with {n} days' notice.",
    "{p}, {n}, was appointed {t} of the Company, effective {d}.",
    "(b) On {d}, {p} notified the Company of a decision to retire as {t}.",
    "(c) On the same day the Board of Directors appointed {p} to that office.",
    "There are no family relationships between {p} and any director or executive officer of the Company.",
    "The information set forth in Item 1.01 of this Current Report is incorporated by reference into this Item 2.03.",
    "The foregoing description is qualified in its entirety by reference to the full text of the Agreement, a copy of which is filed as Exhibit 10.1 to this report.",
    "On {d}, the Company issued a press release announcing its results for the quarter ended {d}. A copy is furnished as Exhibit 99.1.",
    "The information in this Item, including Exhibit 99.1, shall not be deemed \"filed\" for purposes of Section 18 of the Securities Exchange Act of 1934.",
    "The Company borrowed {m} under its revolving credit facility with {c}; interest accrues at {n} basis points over LIBOR.",
    "Signatures of the parties were exchanged on {d} in New York, New York.",
    "Of {m} raised, the registrant intends to use {n}% to repay indebtedness; see \"Use of Proceeds\" in Part II of its Form 10-Q.",
];

fn paragraph(dice: &mut Dice, from: &[&str], year: usize) -> String {
    let mut from = from.to_vec();
    shuffle(dice, &mut from);
    from.truncate(1 + dice.below(4));
    from.iter().map(|sentence| filled(dice, sentence, year)).collect::<Vec<_>>().join(" ")
}

fn narrative(dice: &mut Dice, from: &[&str], most: usize, year: usize) -> String {
    let count = 1 + dice.below(most);
    (0..count).map(|_| paragraph(dice, from, year)).collect::<Vec<_>>().join("\n\n")
}

fn exhibits(dice: &mut Dice, year: usize) -> String {
    let all = ["Supply Agreement, dated {d}", "Press release of {c}, dated {d}", "Letter of {c}", "Bylaws, as amended"];
    let numbers = ["10.1", "99.1", "16.1", "3.2"];
    let mut rows: Vec<usize> = (0..all.len()).collect();
    shuffle(dice, &mut rows);
    rows.truncate(1 + dice.below(3));
    let rows: Vec<String> =
        rows.iter().map(|row| format!("{}   {}", numbers[*row], filled(dice, all[*row], year))).collect();
    format!("(d) Exhibits.\n\n{}", rows.join("\n"))
}

/// The value or nothing, at even chances.
fn optional(dice: &mut Dice, value: impl Into<Value>) -> Value {
    if dice.one_in(2) { value.into() } else { Value::Null }
}

fn some(dice: &mut Dice, keys: &[&str]) -> Value {
    json!(keys.iter().filter(|_| dice.one_in(2)).collect::<Vec<_>>())
}

fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn signed(dice: &mut Dice, year: usize) -> Value {
    let date = format!("{year}-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28));
    json!({ "date": date, "name": dice.pick(PEOPLE), "title": dice.pick(TITLES) })
}

fn late(dice: &mut Dice, edition: &str, reports: &[&str]) -> Value {
    let year = if edition == "2003" { 1998 + dice.below(8) } else { 2019 + dice.below(7) };
    let (filed, change, transition) = (dice.one_in(2), dice.one_in(2), dice.one_in(4));
    let report = dice.pick(reports);
    let end = dice.pick(&["03-31", "06-30", "09-30", "11-30", "12-31"]);
    let (period, transition_end) = (json!(format!("{year}-{end}")), json!(format!("{year}-{end}")));
    let transitional = ["10-K", "20-F", "11-K", "10-Q"].contains(&report) || (report == "N-SAR" && transition);
    let transition = transition && transitional;
    let relief = if edition == "2003" { some(dice, &["a", "b", "c"]) } else { json!(yes(dice.one_in(2))) };
    let name = company(dice);
    let (former, number) = (company(dice), cusip(dice));
    let portion = dice.pick(&[
        "N/A",
        "Item 8, Financial Statements",
        "Part III, Items 10 through 13",
        "Not applicable",
        "Items 6 and 7 of Part II; Exhibit 27",
    ]);
    let reasons = narrative(dice, REASONS, 6, year + 1);
    let missing = narrative(dice, MISSING, 2, year);
    let explanation = narrative(dice, RESULTS, 4, year + 1);
    json!({
        "form": "12b-25", "edition": edition,
        "amendment": if dice.one_in(8) { json!(1 + dice.below(3)) } else { Value::Null },
        "report": report,
        "file_number": dice.pick(FILE_NUMBERS),
        "cusip": optional(dice, number),
        "period_ended": if transition { optional(dice, period) } else { period },
        "transition": if transition { json!([report]) } else { Value::Null },
        "transition_period_ended": if transition { transition_end } else { Value::Null },
        "portion": optional(dice, portion),
        "registrant": {
            "name": name, "former_name": optional(dice, former),
            "street": dice.pick(STREETS), "city": dice.pick(CITIES),
        },
        "relief": relief,
        "reasons": reasons,
        "contact": { "name": dice.pick(PEOPLE), "telephone": dice.pick(PHONES) },
        "reports_filed": yes(filed),
        "reports_missing": if filed { Value::Null } else { json!(missing) },
        "results_change": yes(change),
        "results_explanation": if change { json!(explanation) } else { Value::Null },
        "signed": signed(dice, year + 1),
    })
}

fn security(dice: &mut Dice) -> Value {
    let class = dice.pick(&[
        "Common Stock, par value $0.01 per share",
        "Common Stock",
        "Class A Common Stock, $.001 par value",
        "Warrants, each to purchase one share of Common Stock",
        "5.25% Notes due 2031",
        "Preferred Stock Purchase Rights",
    ]);
    let symbol = dice.pick(&["MRDN", "HPT", "NSTR.A", "PGTWW", "BRK"]);
    json!({
        "class": class, "symbol": optional(dice, symbol),
        "exchange": dice.pick(&["The Nasdaq Stock Market LLC", "New York Stock Exchange", "NYSE American", "NASDAQ"]),
    })
}

const ITEMS: &[(&str, &str)] = &[
    ("1.01", "Entry into a Material Definitive Agreement"),
    ("1.02", "Termination of a Material Definitive Agreement"),
    ("2.01", "Completion of Acquisition or Disposition of Assets"),
    ("2.02", "Results of Operations and Financial Condition"),
    (
        "2.03",
        "Creation of a Direct Financial Obligation or an Obligation under an Off-Balance Sheet Arrangement of a Registrant",
    ),
    ("3.02", "Unregistered Sales of Equity Securities"),
    ("4.01", "Changes in Registrant's Certifying Accountant"),
    (
        "5.02",
        "Departure of Directors or Certain Officers; Election of Directors; Appointment of Certain Officers; Compensatory Arrangements of Certain Officers",
    ),
    ("5.03", "Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year"),
    ("7.01", "Regulation FD Disclosure"),
    ("8.01", "Other Events"),
    ("9.01", "Financial Statements and Exhibits"),
];

fn report(dice: &mut Dice) -> Value {
    let year = 2019 + dice.below(7);
    let growth = dice.one_in(2);
    let securities: Vec<Value> = (0..dice.below(4)).map(|_| security(dice)).collect();
    let mut numbers: Vec<usize> = (0..ITEMS.len()).collect();
    shuffle(dice, &mut numbers);
    numbers.truncate(1 + dice.below(4));
    numbers.sort_unstable();
    let point = if dice.one_in(2) { "." } else { "" };
    let items: Vec<Value> = numbers
        .iter()
        .map(|at| {
            let (number, title) = ITEMS[*at];
            let words = if number == "9.01" { exhibits(dice, year) } else { narrative(dice, EVENTS, 4, year) };
            json!({ "number": number, "title": format!("{title}{point}"), "narrative": words })
        })
        .collect();
    let irs = format!("{:02}-{:07}", 10 + dice.below(80), dice.below(10_000_000));
    let city = dice.pick(CITIES);
    let (city, zip) = city.rsplit_once(' ').unwrap();
    let address = format!("{}, {}", dice.pick(STREETS), city.trim());
    let former =
        if dice.one_in(2) { company(dice) } else { format!("{}, {city}", dice.pick(STREETS)).trim().to_owned() };
    let date = format!("{year}-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28));
    json!({
        "form": "8-K", "edition": "2019",
        "amendment": if dice.one_in(8) { json!(1 + dice.below(3)) } else { Value::Null },
        "date_of_report": date,
        "registrant": {
            "name": company(dice), "jurisdiction": dice.pick(STATES), "file_number": dice.pick(FILE_NUMBERS),
            "irs_number": optional(dice, irs), "address": address, "zip": zip, "telephone": dice.pick(PHONES),
            "former": optional(dice, former),
        },
        "also_satisfies": some(dice, &["425", "14a-12", "14d-2b", "13e-4c"]),
        "securities": securities,
        "emerging_growth_company": yes(growth),
        "no_extended_transition": if growth { json!(yes(dice.one_in(2))) } else { Value::Null },
        "items": items,
        "signed": signed(dice, year + 1),
    })
}
