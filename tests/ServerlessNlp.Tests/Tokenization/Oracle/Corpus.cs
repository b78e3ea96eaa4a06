namespace ServerlessNlp.Tests.Tokenization.Oracle;

/// <summary>A sentence in each of many scripts, and everyday English: to train vocabularies on and to make texts of.</summary>
internal static class Corpus
{
    public static string[] Sentences { get; } =
    [
        "All human beings are born free and equal in dignity and rights.",
        "The quick brown fox jumps over the lazy dog, doesn't it? Yes: 42 times, at 3.14 per cent!",
        "I didn't expect the film to be this good; the acting was un-believable (and the music, too).",
        "She said: \"We'll meet at 10:30 on the corner of 5th Avenue & Main St.\" He'd agreed, hadn't he?",
        "Tokenization splits words into pieces: unhappiness, reworking, internationalization, preprocessing.",
        "Prices rose 1,000% in 2008, e.g. from $5.99 to $65.89; see https://example.org/a?b=c#d for details.",
        "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Größe, Straße, über, Äpfel.",
        "Tous les êtres humains naissent libres et égaux en dignité et en droits. Où est l'hôtel où naître?",
        "Todos los seres humanos nacen libres e iguales en dignidad y derechos. ¿Qué pasó mañana? ¡Sí, señor!",
        "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Perché no?",
        "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Ação, coração.",
        "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Źdźbło, żółć.",
        "Všichni lidé se rodí svobodní a sobě rovní co do důstojnosti a práv. Příliš žluťoučký kůň.",
        "Minden emberi lény szabadon születik és egyenlő méltósága és joga van. Árvíztűrő tükörfúrógép.",
        "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. İstanbul, ılık, IŞIK.",
        "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền. Nguyễn, Đường.",
        "Все люди рождаются свободными и равными в своём достоинстве и правах. Йод, ёлка.",
        "Всі люди народжуються вільними і рівними у своїй гідності та правах. Її, ґанок.",
        "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. ΟΔΟΣ, ΐ.",
        "Բոլոր մարդիկ ծնվում են ազատ ու հավասար՝ իրենց արժանապատվությամբ ու իրավունքներով։",
        "ყველა ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა და უფლებებით.",
        "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. שָׁלוֹם",
        "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق. مُحَمَّد",
        "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند.",
        "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। क्षत्रिय ज़रूर",
        "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে।",
        "மனிதப் பிறிவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்.",
        "ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును జన్మతః స్వతంత్రులును సమానులును నగుదురు.",
        "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
        "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း မွေးဖွားလာသူများ ဖြစ်သည်။",
        "មនុស្សទាំងអស់កើតមកមានសេរីភាព និងសមភាព",
        "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心。",
        "人人生而自由，在尊嚴和權利上一律平等。",
        "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。ガギグ ｶﾞｷﾞ",
        "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
        "ሰው ሁሉ ነጻ ሁኖ የተወለደ ነው።",
        "Emoji 😀 👍🏽 👨‍👩‍👧‍👦 🏳️‍🌈 🇩🇪 and maths 𝒜𝔹𝕔 ∑ ≤ ½ x² H₂O ① ﬁne ﬂow ™.",
        "Ελληνικά, кириллица, and English mixed in one line — with dashes – and “quotes” … and № 5.",
    ];

    public static string[] Words { get; } = [.. Sentences.SelectMany(sentence => sentence.Split(' ')).Distinct()];
}
