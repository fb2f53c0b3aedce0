//! How long a text is.

/// How long a text is, for a person and for a language model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextSize {
    /// Characters, as Unicode numbers them.
    pub characters: usize,
    /// Words between blanks; of Chinese and Japanese, which have no blanks, each character, as word
    /// processors count.
    pub words: usize,
    /// About how many tokens a language model reads.
    ///
    /// Estimated without a vocabulary. A run of letters, digits or signs is one token for so many
    /// characters as the vocabularies have in one on average: 12 of English, 4.5 of words with
    /// accents, 4 of other scripts with blanks between words, 3 of those without, 3 digits or signs;
    /// Chinese characters are 0.75 each, kana 0.6, Hangul 0.55; line ends are one together.
    ///
    /// Compared with `o200k_base`, the vocabulary of GPT-4o and later: within 6 % for the prompts
    /// and topics of the sample workspace, within 25 % for short texts in nine other languages.
    /// Older vocabularies cut languages without Latin letters into up to 2.6 times as many.
    pub tokens: usize,
}

/// What a run of characters is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Blank,
    LineEnd,
    Digit,
    Latin {
        is_ascii: bool,
    },
    /// A script with blanks between its words, from Greek to those of India.
    Spaced,
    /// A script without, such as Thai.
    Unspaced,
    Han,
    Kana,
    Hangul,
    /// A sign of Chinese and Japanese, between words without blanks.
    WideSign,
    Sign,
}

impl Script {
    /// Whether it stands between words.
    fn is_between_words(self) -> bool {
        matches!(self, Self::Blank | Self::LineEnd | Self::WideSign)
    }

    /// Whether each of its characters counts as a word.
    fn is_word_each(self) -> bool {
        matches!(self, Self::Han | Self::Kana)
    }
}

impl TextSize {
    /// Measures a text.
    pub fn of(text: &str) -> Self {
        let mut size = Self::default();
        // In hundredths of a token.
        let mut tokens = 0;
        let (mut run, mut length) = (Script::Blank, 0);
        for char in text.chars() {
            size.characters += 1;
            let script = script(char);
            size.words += usize::from(
                script.is_word_each()
                    || !script.is_between_words()
                        && (run.is_between_words() || run.is_word_each() && script != Script::Sign),
            );
            match (run, script) {
                (Script::Latin { is_ascii: one }, Script::Latin { is_ascii: other }) => {
                    run = Script::Latin { is_ascii: one && other };
                    length += 1;
                }
                _ if run == script => length += 1,
                _ => {
                    tokens += price(run, length);
                    (run, length) = (script, 1);
                }
            }
        }
        tokens += price(run, length);
        size.tokens = tokens.div_ceil(100);
        size
    }
}

/// What a run costs, in hundredths of a token.
fn price(script: Script, length: usize) -> usize {
    let one_for = |tenths: usize| (length * 10).div_ceil(tenths) * 100;
    match script {
        // One blank belongs to the word behind it.
        Script::Blank => usize::from(length > 1) * 100,
        Script::LineEnd => usize::from(length > 0) * 100,
        Script::Latin { is_ascii: true } => one_for(120),
        Script::Latin { is_ascii: false } => one_for(45),
        Script::Spaced => one_for(40),
        Script::Unspaced | Script::Digit | Script::Sign | Script::WideSign => one_for(30),
        Script::Han => length * 75,
        Script::Kana => length * 60,
        Script::Hangul => length * 55,
    }
}

fn script(char: char) -> Script {
    match char {
        '\n' | '\r' => Script::LineEnd,
        '0'..='9' => Script::Digit,
        'a'..='z' | 'A'..='Z' => Script::Latin { is_ascii: true },
        '\u{3000}' => Script::Blank,
        _ if char.is_ascii() && !char.is_ascii_whitespace() => Script::Sign,
        _ if char.is_whitespace() => Script::Blank,
        '\u{C0}'..='\u{2AF}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}' => {
            Script::Latin { is_ascii: false }
        }
        '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => {
            Script::WideSign
        }
        '\u{370}'..='\u{DFF}' | '\u{1F00}'..='\u{1FFF}' => Script::Spaced,
        '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}' => Script::Hangul,
        '\u{E00}'..='\u{1DFF}' => Script::Unspaced,
        '\u{3040}'..='\u{30FF}' => Script::Kana,
        '\u{2E80}'..='\u{2FFF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Script::Han,
        '\u{20000}'..='\u{3FFFF}' => Script::Han,
        _ => Script::Sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(text: &str) -> (usize, usize) {
        let size = TextSize::of(text);
        (size.characters, size.words)
    }

    #[test]
    fn words_stand_between_blanks_and_chinese_ones_by_themselves() {
        assert_eq!(size(""), (0, 0));
        assert_eq!(size("  Call the\u{a0}desk,\nplease. "), (25, 4));
        assert_eq!(size("餐厅 is open。OK,入住"), (16, 7));
        assert_eq!(size("안녕 하세요"), (6, 2));
    }

    /// The numbers are those of `o200k_base`.
    #[test]
    fn tokens_are_estimated_within_a_quarter() {
        for (text, tokens) in TOKENS {
            let estimate = TextSize::of(text).tokens;
            let error = estimate.abs_diff(*tokens) * 100 / tokens;
            assert!(error <= 25, "{estimate} instead of {tokens}: {text}");
        }
    }

    const TOKENS: &[(&str, usize)] = &[
        (
            "Warm, unhurried, precise. Speak the way a good concierge does: short sentences, everyday British words, one question at a time.",
            29,
        ),
        (
            "If it fails three times, hand over to {{ho:reservations}}. Check-in at this hotel is from {{attr:check_in_time}}, and the fee is £12.50.",
            39,
        ),
        (
            "- Read telephone numbers digit by digit: \"0800 123 456\".\n- Never say \"kindly\".\n\n## Money\nRefunds take 3 to 5 working days.",
            37,
        ),
        (
            "Antworten Sie kurz und höflich. Die Anreise ist ab fünfzehn Uhr möglich, die Abreise bis elf Uhr.",
            26,
        ),
        ("L'arrivée est possible à partir de quinze heures, le départ jusqu'à onze heures.", 17),
        (
            "您好,我是海港酒店的语音助手。请问您需要预订房间还是查询已有的预订?入住时间为下午三点,退房时间为上午十一点。",
            41,
        ),
        (
            "ご予約の確認、変更、キャンセルを承ります。チェックインは午後三時から、チェックアウトは午前十一時までです。",
            31,
        ),
        (
            "예약 확인이나 변경을 도와드리겠습니다. 체크인은 오후 세 시부터이고 체크아웃은 오전 열한 시까지입니다.",
            29,
        ),
        (
            "Заезд возможен после трёх часов дня, выезд до одиннадцати утра. Если гость недоволен, переведите звонок на дежурного администратора.",
            40,
        ),
        (
            "يمكن تسجيل الوصول بعد الساعة الثالثة ظهرا والمغادرة قبل الحادية عشرة صباحا. إذا اشتكى الضيف فحول المكالمة إلى المدير المناوب.",
            33,
        ),
        ("आप होटल के आवाज़ सहायक हैं। संक्षेप में और विनम्रता से उत्तर दें।", 22),
        ("ตอบสั้นและสุภาพ เช็คอินหลังบ่ายสามโมงและเช็คเอาท์ก่อนสิบเอ็ดโมงเช้า", 25),
    ];
}
