package metro.cctv.registry.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import metro.cctv.registry.onvif.SafeXml.XmlRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SafeXmlTest {
    record Bad(String name, byte[] xml, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Bad> badXml() {
        return List.of(
                bad(
                        "attack 25: external entity",
                        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                        "DOCTYPE"),
                bad("attack 25: external DTD", "<!DOCTYPE a SYSTEM \"http://169.254.169.254/a.dtd\"><a/>", "DOCTYPE"),
                bad(
                        "attack 25: parameter entity",
                        "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://10.0.0.1/\">%p;]><a/>",
                        "DOCTYPE"),
                bad(
                        "attack 25: public DTD",
                        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"http://www.w3.org/x.dtd\"><a/>",
                        "DOCTYPE"),
                bad(
                        "attack 26: billion laughs",
                        "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><l>&c;</l>",
                        "DOCTYPE"),
                bad(
                        "attack 26: quadratic",
                        "<!DOCTYPE l [<!ENTITY a \"" + "a".repeat(50_000) + "\">]><l>" + "&a;".repeat(1000) + "</l>",
                        "DOCTYPE"),
                bad("attack 26: larger than 1 MiB", "<a>" + " ".repeat(SafeXml.MAX_BYTES) + "</a>", "1 MiB"),
                bad("attack 26: too deep", "<a>".repeat(65) + "</a>".repeat(65), "deeper than 64"),
                bad("attack 26: very deep", "<a>".repeat(100_000), "deeper than 64"),
                bad("attack 26: too many elements", "<a>" + "<b/>".repeat(20_001) + "</a>", "elements"),
                bad("attack 26: too many attributes", "<a" + attributes(33) + "/>", "attributes"),
                bad("attack 26: 50,000 attributes", "<a" + attributes(50_000) + "/>", ""),
                bad("attack 26: long attribute", "<a b='" + "x".repeat(4097) + "'/>", "attribute longer"),
                bad("attack 26: long text", "<a>" + "x".repeat(65_537) + "</a>", "text longer"),
                bad(
                        "attack 26: long text in pieces",
                        "<a>" + ("x".repeat(30_000) + "<!-- -->").repeat(3) + "</a>",
                        "text longer"),
                bad("attack 26: long name", "<" + "a".repeat(200_000) + "/>", "not"),
                bad("undeclared entity", "<a>&nbsp;</a>", "has an entity"),
                bad("undeclared entity in an attribute", "<a b='&x;'/>", "not well-formed"),
                bad("empty", "", "not"),
                bad("blanks", "  \n ", "not"),
                bad("text", "Unauthorized", "not well-formed"),
                bad("JSON", "{\"error\":401}", "not well-formed"),
                bad("HTML", "<html><body><p>Unauthorized<br></body></html>", "not well-formed"),
                bad("two roots", "<a/><b/>", "not well-formed"),
                bad("cut off", "<a><b>", "not well-formed"),
                bad("wrong nesting", "<a><b></a></b>", "not well-formed"),
                bad("same attribute twice", "<a b='1' b='2'/>", "not well-formed"),
                bad("declaration not first", "<a/><?xml version='1.0'?>", "not well-formed"),
                bad("forbidden character", "<a>\u0001</a>", "not well-formed"),
                bad("NUL", "<a>\u0000</a>", "UTF-8"),
                bad("UTF-7", "<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE+AD4-<a/>", "encoding"),
                bad("EBCDIC declared", "<?xml version='1.0' encoding='IBM037'?><a/>", "encoding"),
                bad("UTF-16 declared", "<?xml version='1.0' encoding='UTF-16'?><a/>", "encoding"),
                bad("UTF-32 declared", "<?xml version='1.0' encoding='UTF-32'?><a/>", "encoding"),
                new Bad("UTF-16", "<?xml version='1.0'?><a/>".getBytes(StandardCharsets.UTF_16), "UTF-8"),
                new Bad("UTF-16 without mark", "<a/>".getBytes(StandardCharsets.UTF_16LE), "UTF-8"),
                new Bad("EBCDIC", "<!DOCTYPE a><a/>".getBytes(Charset.forName("IBM037")), "not"),
                new Bad("gzip", new byte[] {0x1f, (byte) 0x8b, 8, 1, 2, 3}, "not"));
    }

    @ParameterizedTest
    @MethodSource("badXml")
    void attacks25And26AreRefusedAndToldWhy(Bad bad) {
        assertThatThrownBy(() -> SafeXml.parse(bad.xml()))
                .isInstanceOfSatisfying(
                        XmlRefused.class, e -> assertThat(e.words()).contains(bad.words()));
    }

    @Test
    void namesAreLocalWhateverTheirPrefixes() throws XmlRefused {
        for (String xml : List.of(
                "<s:E xmlns:s='x'><q:A xmlns:q='y' q:token='1'> t&amp;u </q:A></s:E>",
                "<E><A token='1'><![CDATA[t&u]]></A></E>",
                "\uFEFF\r\n<?xml version=\"1.0\" encoding=\"utf-8\"?><s:E><q:A token='1'>t&#38;u</q:A></s:E>")) {
            XmlElement root = SafeXml.parse(xml.getBytes(StandardCharsets.UTF_8));
            assertThat(root.name()).isEqualTo("E");
            assertThat(root.value("A")).contains("t&u");
            assertThat(root.child("A").orElseThrow().attribute("token")).contains("1");
        }
    }

    @Test
    void latin1IsReadAsDeclared() throws XmlRefused {
        byte[] xml =
                "<?xml version='1.0' encoding='ISO-8859-1'?><a>Stra\u00dfe</a>".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(SafeXml.parse(xml).text()).isEqualTo("Stra\u00dfe");
    }

    private static Bad bad(String name, String xml, String words) {
        return new Bad(name, xml.getBytes(StandardCharsets.UTF_8), words);
    }

    private static String attributes(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append(" a").append(i).append("='1'");
        return text.toString();
    }
}
