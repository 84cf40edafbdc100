package metro.cctv.registry.onvif;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML from strangers: no DOCTYPE, no entities but the five, nothing loaded, bounded in every direction. Bytes are
 * turned into characters before the parser sees them, so that no declared encoding can smuggle anything past us.
 */
final class SafeXml {
    static final int MAX_BYTES = 1 << 20;
    static final int MAX_DEPTH = 64;
    static final int MAX_ELEMENTS = 20_000;
    static final int MAX_ATTRIBUTES = 32;
    static final int MAX_ATTRIBUTE_CHARS = 4096;
    static final int MAX_TEXT_CHARS = 64 * 1024;

    /** ASCII is part of both; anything else (UTF-7, EBCDIC, UTF-16…) is no camera's answer. */
    private static final Set<String> ENCODINGS = Set.of("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1");

    private static final Pattern DECLARED =
            Pattern.compile("\\A\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([^\"']{0,40})[\"']");
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader in;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;

    private SafeXml(XMLStreamReader in) {
        this.in = in;
    }

    static XmlElement parse(byte[] bytes) throws XmlRefused {
        if (bytes.length > MAX_BYTES) throw new XmlRefused("larger than 1 MiB");
        String text = text(bytes);
        try {
            XMLStreamReader in;
            synchronized (FACTORY) {
                in = FACTORY.createXMLStreamReader(new StringReader(text));
            }
            return new SafeXml(in).read();
        } catch (XMLStreamException e) {
            throw new XmlRefused("not well-formed");
        } catch (RuntimeException e) {
            // The JDK's parser throws unchecked exceptions for some rubbish.
            throw new XmlRefused("not readable");
        }
    }

    private static String text(byte[] bytes) throws XmlRefused {
        for (byte b : bytes) if (b == 0) throw new XmlRefused("not UTF-8");
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) text = text.substring(1);
        Matcher declared = DECLARED.matcher(text);
        if (!declared.find()) return text.stripLeading();
        String encoding = declared.group(1).toLowerCase(Locale.ROOT);
        if (!ENCODINGS.contains(encoding)) throw new XmlRefused("encoding " + Words.line(encoding));
        if (encoding.equals("iso-8859-1")) text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.stripLeading();
    }

    private XmlElement read() throws XMLStreamException, XmlRefused {
        XmlElement root = null;
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.DTD -> throw new XmlRefused("has a DOCTYPE");
                case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.ENTITY_DECLARATION ->
                    throw new XmlRefused("has an entity");
                case XMLStreamConstants.START_ELEMENT -> open.push(start());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) open.peek().append(in);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement closed = open.pop().close();
                    if (open.isEmpty()) root = closed;
                    else open.peek().children.add(closed);
                }
                default -> {} // comments and processing instructions say nothing
            }
        }
        if (root == null) throw new XmlRefused("is empty");
        return root;
    }

    private Open start() throws XmlRefused {
        if (open.size() >= MAX_DEPTH) throw new XmlRefused("deeper than " + MAX_DEPTH + " elements");
        if (++elements > MAX_ELEMENTS) throw new XmlRefused("more than " + MAX_ELEMENTS + " elements");
        if (in.getAttributeCount() > MAX_ATTRIBUTES)
            throw new XmlRefused("more than " + MAX_ATTRIBUTES + " attributes on one element");
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String value = in.getAttributeValue(i);
            if (value.length() > MAX_ATTRIBUTE_CHARS)
                throw new XmlRefused("an attribute longer than " + MAX_ATTRIBUTE_CHARS + " characters");
            attributes.put(local(in.getAttributeLocalName(i)), value);
        }
        return new Open(local(in.getLocalName()), attributes, new ArrayList<>(), new StringBuilder());
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private record Open(String name, Map<String, String> attributes, List<XmlElement> children, StringBuilder text) {
        void append(XMLStreamReader in) throws XmlRefused {
            if (text.length() + in.getTextLength() > MAX_TEXT_CHARS)
                throw new XmlRefused("a text longer than " + MAX_TEXT_CHARS + " characters");
            text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
        }

        XmlElement close() {
            return new XmlElement(name, attributes, children, text.toString().strip());
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Prefixes that nobody bound are a real thing, and we look at local names only.
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is loaded");
        });
        return factory;
    }

    /** The words follow "the answer ". */
    static final class XmlRefused extends Exception {
        private static final long serialVersionUID = 1L;

        XmlRefused(String words) {
            super(words, null, false, false);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }
}
