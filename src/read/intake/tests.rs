//! Files as they come.

use super::drawn::drawn;
use super::*;

fn read(bytes: &[u8]) -> Filed {
    intake("a.txt", bytes.to_vec(), &|kind| kind.starts_with("NT ")).unwrap_or_else(|error| Filed {
        source: Source::new(error.what, ""),
        tagged: false,
        facts: Facts::default(),
        sheet: Sheet::default(),
    })
}

#[test]
fn a_submission_has_facts_and_lines() {
    let filed = read(
        b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\r\nProc-Type: 2001,MIC-CLEAR\r\n\r\n<SEC-DOCUMENT>0000-02.txt : 20030228\r\n\
        <SEC-HEADER>x\r\nCONFORMED PERIOD OF REPORT:\t20021130\r\n</SEC-HEADER>\r\n<DOCUMENT>\r\n<TYPE>EX-99\r\n<TEXT>\r\nother\r\n\
        </TEXT>\r\n</DOCUMENT>\r\n<DOCUMENT>\r\n<TYPE>NT 10-K\r\n<TEXT>\r\nFORM\r\n- ----\r\n  \x93a\x94\r\n</TEXT>\r\n</DOCUMENT>\r\n",
    );
    assert_eq!(drawn(&filed.sheet), "[0] FORM\n[0] ----\n[2] “a”\n");
    assert_eq!(filed.facts.period.map(|fact| fact.text).as_deref(), Some("20021130"));
    assert_eq!(filed.facts.document_type.map(|fact| fact.text).as_deref(), Some("NT 10-K"));
}

#[test]
fn codings_and_cuts() {
    let utf16: Vec<u8> = "\u{feff}FORM é".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(drawn(&read(&utf16).sheet), "[0] FORM é\n");
    assert_eq!(drawn(&read(b"\xef\xbb\xbf<p>a<br>b").sheet), "[0] a<br>b\n".replace("<br>", ""));
    assert_eq!(drawn(&read(b"<type>NT 10-K\n<text>\n<HTML><p>a<p>b</HTML>").sheet), "- [0] a\n- [0] b\n");
    assert_eq!(read(b"<SEC-HEADER>x\nFILED AS OF DATE: 2003").source.name(), foreign::NO_DOCUMENT.what);
}
