using System.Buffers;
using System.Text;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>The characters of East Asia that are in frequent use: by them one tells charsets that have characters at the same places.</summary>
internal static class FrequentCharacters
{
    private const int ShiftJis = 932, EucJp = 51932, Gb18030 = 54936, Big5 = 950;

    private static readonly SearchValues<char> Ideographs = SearchValues.Create(
        "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于着下自之年过過发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關" +
        "点點正业業外将將两兩高间間由问問很最重并物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活更别別打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计" +
        "計管期市直资資命山金指许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白却卻界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万萬取格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運京駅県村町円株選込働店車語食読校気晴雨春夏秋冬朝夜午番号");

    private static readonly SearchValues<char> Syllables = SearchValues.Create(
        "이다는에을의가하고지기로사한그도어나를서아리자라인대시은수부정보해만들제스있으일장것전조여주과구동상오원마우안게러공무미없생비내면신소교적성관국말까야요위민중회계건당래운모할경습니세월되르드선식울양분실때방화터물바점집발님저간열심진음거문체두와같직었겠됩합개예술영연차레트크프강북남산역녕감");

    /// <summary>Whether it is one of the most frequent ideographs of Chinese or Japanese.</summary>
    public static bool HasIdeograph(char character) => Ideographs.Contains(character);

    /// <summary>Whether it is one of the most frequent syllables of Korean.</summary>
    public static bool HasSyllable(char character) => Syllables.Contains(character);

    /// <summary>Whether a charset has an ideograph in its first level (JIS X 0208, GB 2312, Big5), as those in use are.</summary>
    public static bool IsFirstLevel(char character, Encoding encoding)
    {
        var bytes = encoding.IsSingleByte ? [] : encoding.GetBytes([character]);
        return bytes is [var first, var second] && encoding.CodePage switch
        {
            ShiftJis => first is >= 0x88 and <= 0x98,
            EucJp => first is >= 0xB0 and <= 0xCF,
            Gb18030 => first is >= 0xB0 and <= 0xD7 && second >= 0xA1,
            Big5 => first is >= 0xA4 and <= 0xC6,
            _ => false,
        };
    }
}
