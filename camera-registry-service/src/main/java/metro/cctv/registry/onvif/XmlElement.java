package metro.cctv.registry.onvif;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a device's answer. Names are local: vendors differ in prefixes, and some forget to bind them.
 *
 * @param attributes by local name
 * @param text of this element alone, stripped
 */
public record XmlElement(String name, Map<String, String> attributes, List<XmlElement> children, String text) {

    public XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** The first child of that name, and the first child of that name in it, and so on. */
    public Optional<XmlElement> child(String... path) {
        Optional<XmlElement> at = Optional.of(this);
        for (String name : path) at = at.flatMap(e -> e.all(name).stream().findFirst());
        return at;
    }

    /** The children of that name. */
    public List<XmlElement> all(String name) {
        return children.stream().filter(c -> c.name.equals(name)).toList();
    }

    /** Text at the path; empty when it is blank or not there. */
    public Optional<String> value(String... path) {
        return child(path).map(XmlElement::text).filter(t -> !t.isEmpty());
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name)).map(String::strip).filter(t -> !t.isEmpty());
    }

    /** The first element of that name anywhere below, depth first. */
    public Optional<XmlElement> find(String name) {
        for (XmlElement child : children) {
            if (child.name.equals(name)) return Optional.of(child);
            Optional<XmlElement> deeper = child.find(name);
            if (deeper.isPresent()) return deeper;
        }
        return Optional.empty();
    }
}
