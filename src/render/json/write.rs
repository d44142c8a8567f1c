//! JSON, written from its first sign to its last: objects in lines, what is small on one line.

/// A text that is being written.
#[derive(Debug, Default)]
pub(super) struct Json {
    out: Vec<u8>,
    /// The objects and lists that are open.
    depth: usize,
    /// Nothing stands yet in the one that was opened last.
    empty: bool,
    /// What is open stands on one line, from this depth on.
    line: Option<usize>,
}

impl Json {
    /// Writes an object; `parts` writes its parts.
    pub(super) fn object(&mut self, parts: impl FnOnce(&mut Self)) {
        self.nest(*b"{}", parts);
    }

    /// Writes a list; `parts` writes its entries, each begun by [`entry`](Self::entry).
    pub(super) fn list<T>(&mut self, entries: &[T], mut entry: impl FnMut(&mut Self, &T)) {
        self.nest(*b"[]", |this| {
            for value in entries {
                this.part();
                entry(this, value);
            }
        });
    }

    /// What `parts` writes stands on one line.
    pub(super) fn on_one_line(&mut self, parts: impl FnOnce(&mut Self)) {
        let outer = self.line;
        self.line = outer.or(Some(self.depth));
        parts(self);
        self.line = outer;
    }

    /// Begins a part of an object; its value is to follow.
    pub(super) fn name(&mut self, name: &str) {
        self.part();
        self.string(name);
        self.out.extend_from_slice(b": ");
    }

    /// Writes a part of an object that is text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        self.string(text);
    }

    /// Writes a part of an object that is a number.
    pub(super) fn number(&mut self, name: &str, number: usize) {
        self.name(name);
        self.out.extend_from_slice(number.to_string().as_bytes());
    }

    /// Writes a part of an object that is true or false.
    pub(super) fn truth(&mut self, name: &str, truth: bool) {
        self.name(name);
        self.out.extend_from_slice(if truth { b"true" } else { b"false" });
    }

    /// Writes a value that is text.
    pub(super) fn string(&mut self, text: &str) {
        // Memory does not refuse to be written to.
        let written = serde_json::to_writer(&mut self.out, text);
        debug_assert!(written.is_ok());
    }

    /// The whole text.
    pub(super) fn finish(mut self) -> String {
        self.out.push(b'\n');
        String::from_utf8(self.out).unwrap_or_default()
    }

    fn nest(&mut self, [open, close]: [u8; 2], parts: impl FnOnce(&mut Self)) {
        self.out.push(open);
        self.depth += 1;
        self.empty = true;
        parts(self);
        self.depth -= 1;
        if !self.empty {
            self.end_line();
        }
        self.empty = false;
        self.out.push(close);
    }

    fn part(&mut self) {
        if !self.empty {
            self.out.push(b',');
            if self.line.is_some() {
                self.out.push(b' ');
            }
        }
        self.empty = false;
        self.end_line();
    }

    fn end_line(&mut self) {
        if self.line.is_none() {
            self.out.push(b'\n');
            self.out.extend(std::iter::repeat_n(b' ', self.depth * 2));
        }
    }
}
