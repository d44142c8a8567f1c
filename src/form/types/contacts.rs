//! Telephone numbers, e-mail and web addresses.

use super::{Fault, Value};

/// Reads ten digits of the North American plan, or `+` and an international number (ITU-T E.164). The canonical
/// spelling is that of RFC 3966: `+13237255516;ext=12`.
pub(super) fn phone(text: &str) -> Result<Value, Fault> {
    let (number, extension) = split_extension(text)?;
    let abroad = number.strip_prefix('+');
    let body = abroad.unwrap_or(number);
    if let Some(stray) = body.chars().find(|&c| !c.is_ascii_digit() && !" -.()/".contains(c)) {
        return Err(Fault::stray(stray, "digits, blanks, dashes, dots and parentheses"));
    }
    let digits: String = body.chars().filter(char::is_ascii_digit).collect();
    let (canonical, printed) = match abroad {
        Some(body) if !body.starts_with('1') => (international(body, &digits, text)?, number.to_owned()),
        _ => american(body, &digits, abroad.is_some())?,
    };
    Ok(match extension {
        Some(extension) => Value::text(format!("{canonical};ext={extension}"), format!("{printed} ext. {extension}")),
        None => Value::text(canonical, printed),
    })
}

/// Parts a number from `ext. 12`, `extension 12`, `x12`, `#12` or `;ext=12`.
fn split_extension(text: &str) -> Result<(&str, Option<&str>), Fault> {
    let Some(at) = text.find(|c: char| c.is_alphabetic() || c == '#' || c == ';') else { return Ok((text, None)) };
    let (number, tail) = text.split_at(at);
    let digits = tail.trim_start_matches(|c: char| !c.is_ascii_digit());
    let mark = tail.strip_suffix(digits).unwrap_or_default().trim_end();
    if !["ext.", "ext", "extension", "x", "#", ";ext="].iter().any(|word| mark.eq_ignore_ascii_case(word)) {
        return Err(Fault::stray(tail.chars().next().unwrap_or('#'), "a number and `ext.` with its digits"));
    }
    if digits.len() > 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::new("its extension should be 1 to 8 digits"));
    }
    let number = number.trim_end();
    Ok((number.strip_suffix(',').unwrap_or(number), Some(digits)))
}

/// The canonical spelling and the print of a number of the North American plan; `body` is what follows its `+`, if it has
/// one.
fn american(body: &str, digits: &str, plus: bool) -> Result<(String, String), Fault> {
    let country = plus || digits.len() == 11;
    let ten = digits.strip_prefix('1').filter(|_| country).unwrap_or(digits);
    if ten.len() != 10 {
        return Err(Fault::new(format!(
            "it has {} digits, and should have 10 with the area code; outside North America it begins with `+` and the \
             country code",
            ten.len()
        )));
    }
    let (area, local) = ten.split_at(3);
    let (exchange, line) = local.split_at(3);
    for (what, part) in [("area code", area), ("exchange", exchange)] {
        if part.starts_with(['0', '1']) {
            return Err(Fault::new(format!("its {what} is `{part}`, and none begins with 0 or 1")));
        }
    }
    let printed = format!("({area}) {exchange}-{line}");
    let mut left = digits.len();
    let grouped = body.split(|c: char| !c.is_ascii_digit()).all(|group| {
        left -= group.len();
        group.is_empty() || [10, 7, 4, 0].contains(&left)
    });
    let parentheses = body.matches(['(', ')']).count();
    if !grouped || parentheses != if body.contains(&format!("({area})")) { 2 } else { 0 } {
        return Err(Fault::new(format!("its digits should be grouped as in `{printed}`")).meant(printed));
    }
    Ok((format!("+1{ten}"), printed))
}

/// The canonical spelling of a number outside North America; `text` is the whole answer.
fn international(body: &str, digits: &str, text: &str) -> Result<String, Fault> {
    if body.contains("(0)") {
        let meant = text.replacen("(0) ", "(0)", 1).replacen("(0)", "", 1);
        return Err(Fault::new("its `(0)` is not dialled from abroad").meant(meant));
    }
    if !body.starts_with(|c: char| ('1'..='9').contains(&c)) {
        return Err(Fault::new("a country code, from 1 to 9 on, should follow its `+`"));
    }
    if !(7..=15).contains(&digits.len()) {
        return Err(Fault::new(format!("it has {} digits, and should have 7 to 15", digits.len())));
    }
    Ok(format!("+{digits}"))
}

/// Reads one address of the common kind (RFC 5321, without quotes and comments); the domain's letter case does not count.
pub(super) fn email(text: &str) -> Result<Value, Fault> {
    if let Some((_, address)) = text.split_once('<') {
        return Err(Fault::new("it should be the address alone").meant(address.trim_end_matches('>')));
    }
    if let Some(("mailto", address)) = text.split_once(':') {
        return Err(Fault::new("it should be the address alone").meant(address));
    }
    let Some((name, host)) = text.split_once('@') else { return Err(Fault::new("it has no `@`")) };
    let marks = ".!#$%&'*+-/=?^_`{|}~";
    if let Some(stray) = name.chars().find(|&c| !c.is_ascii_alphanumeric() && !marks.contains(c)) {
        return Err(Fault::stray(stray, "letters, digits and marks such as dots"));
    }
    if name.split('.').any(str::is_empty) || name.len() > 64 {
        return Err(Fault::new("what stands before its `@` should be 1 to 64 characters, each dot between two others"));
    }
    domain(host)?;
    Ok(Value::text(format!("{name}@{}", host.to_ascii_lowercase()), text))
}

/// Reads a web address (RFC 3986); the letter case of its scheme and host, and a last slash after the host, do not count.
pub(super) fn url(text: &str) -> Result<Value, Fault> {
    let (scheme, rest) = text.split_once("://").unwrap_or_default();
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "http" && scheme != "https" {
        let fault = Fault::new("it should begin with `https://` or `http://`");
        return Err(if text.starts_with("www.") { fault.meant(format!("https://{text}")) } else { fault });
    }
    if let Some(stray) = rest.chars().find(|&c| !c.is_ascii_graphic() || "<>\"\\^`{|}".contains(c)) {
        return Err(Fault::stray(stray, "letters, digits and the marks of web addresses"));
    }
    let (place, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if place.contains('@') {
        return Err(Fault::new("it has a user's name before the host, which no public address needs"));
    }
    let (host, port) = place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port)));
    domain(host)?;
    if port.is_some_and(|port| port.starts_with('+') || port.parse::<u16>().is_err()) {
        return Err(Fault::new("its port should be a number up to 65535"));
    }
    let port = port.map_or(String::new(), |port| format!(":{port}"));
    let path = if path == "/" { "" } else { path };
    Ok(Value::text(format!("{scheme}://{}{port}{path}", host.to_ascii_lowercase()), text))
}

/// Whether a text is a domain name of at least two labels.
fn domain(host: &str) -> Result<(), Fault> {
    if let Some(stray) = host.chars().find(|&c| !c.is_ascii_alphanumeric() && c != '-' && c != '.') {
        return Err(Fault::stray(stray, "letters, digits, dashes and dots of a domain"));
    }
    let label = |label: &str| (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-');
    let last = host.rsplit('.').next().unwrap_or_default();
    if host.len() > 253
        || !host.contains('.')
        || !host.split('.').all(label)
        || !last.contains(|c: char| c.is_ascii_alphabetic())
    {
        return Err(Fault::new("its domain should read as `example.com` does"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bad, good};

    #[test]
    fn american_numbers_are_printed_in_one_way() {
        for text in [
            "(323) 725-5516",
            "323-725-5516",
            "323.725.5516",
            "3237255516",
            "1-323-725-5516",
            "+1 323 725 5516",
            "(323)725-5516",
            "323/725-5516",
        ] {
            good("phone", text, "+13237255516", "(323) 725-5516");
        }
        for text in [
            "323-725-5516 ext. 12",
            "323-725-5516, Ext 12",
            "3237255516x12",
            "(323) 725-5516 extension 12",
            "323-725-5516 #12",
        ] {
            good("phone", text, "+13237255516;ext=12", "(323) 725-5516 ext. 12");
        }
    }

    #[test]
    fn other_numbers_are_printed_as_written() {
        good("phone", "+44 20 7946 0958", "+442079460958", "+44 20 7946 0958");
        good("phone", "+972-3-1234567 x9", "+97231234567;ext=9", "+972-3-1234567 ext. 9");
    }

    #[test]
    fn what_is_no_telephone_number_is_told_so() {
        let outside = "outside North America it begins with `+` and the country code";
        let count = |n: u8| format!("it has {n} digits, and should have 10 with the area code; {outside}");
        bad("phone", "725-5516", &count(7), None);
        bad("phone", "44 20 7946 0958", &count(12), None);
        bad("phone", "+1 323 725 551", &count(9), None);
        bad("phone", "ext. 12", &count(0), None);
        bad("phone", "123-725-5516", "its area code is `123`, and none begins with 0 or 1", None);
        bad("phone", "323-025-5516", "its exchange is `025`, and none begins with 0 or 1", None);
        let grouped = "its digits should be grouped as in `(323) 725-5516`";
        bad("phone", "32-3725-5516", grouped, Some("(323) 725-5516"));
        bad("phone", "323) 725-5516", grouped, Some("(323) 725-5516"));
        bad("phone", "800-FLOWERS", "`F` stands where only a number and `ext.` with its digits may", None);
        bad("phone", "323_725_5516", "`_` stands where only digits, blanks, dashes, dots and parentheses may", None);
        bad("phone", "323-725-5516 ext. 123456789", "its extension should be 1 to 8 digits", None);
        bad("phone", "+44 (0)20 7946 0958", "its `(0)` is not dialled from abroad", Some("+44 20 7946 0958"));
        bad("phone", "+0 20 7946 0958", "a country code, from 1 to 9 on, should follow its `+`", None);
        bad("phone", "+44 20", "it has 4 digits, and should have 7 to 15", None);
    }

    #[test]
    fn addresses_are_compared_without_the_letter_case_of_their_hosts() {
        good("email", "Counsel@Example.COM", "Counsel@example.com", "Counsel@Example.COM");
        good("url", "HTTPS://Www.Example.com/", "https://www.example.com", "HTTPS://Www.Example.com/");
        good(
            "url",
            "http://ir.example.com:8080/a?b=C#d",
            "http://ir.example.com:8080/a?b=C#d",
            "http://ir.example.com:8080/a?b=C#d",
        );
    }

    #[test]
    fn what_is_no_address_is_told_so() {
        bad("email", "counsel.example.com", "it has no `@`", None);
        bad("email", "Jay Furrow <jay@example.com>", "it should be the address alone", Some("jay@example.com"));
        bad("email", "mailto:jay@example.com", "it should be the address alone", Some("jay@example.com"));
        bad("email", "a b@example.com", "a blank stands where only letters, digits and marks such as dots may", None);
        bad(
            "email",
            "a..b@example.com",
            "what stands before its `@` should be 1 to 64 characters, each dot between two others",
            None,
        );
        bad("email", "a@b@example.com", "`@` stands where only letters, digits, dashes and dots of a domain may", None);
        bad("email", "jay@example", "its domain should read as `example.com` does", None);
        bad("url", "www.example.com", "it should begin with `https://` or `http://`", Some("https://www.example.com"));
        bad("url", "ftp://example.com", "it should begin with `https://` or `http://`", None);
        bad("url", "https://-example.com", "its domain should read as `example.com` does", None);
        bad("url", "https://10.0.0.1", "its domain should read as `example.com` does", None);
        bad(
            "url",
            "https://jay:x@example.com",
            "it has a user's name before the host, which no public address needs",
            None,
        );
        bad("url", "https://example.com:99999", "its port should be a number up to 65535", None);
        bad(
            "url",
            "https://example.com/a b",
            "a blank stands where only letters, digits and the marks of web addresses may",
            None,
        );
    }
}
