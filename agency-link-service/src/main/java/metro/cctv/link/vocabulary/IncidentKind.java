package metro.cctv.link.vocabulary;

/**
 * The controlled vocabulary, gravest first: where a phrase fits two kinds, the earlier one counts. What people say for each
 * stands in {@code vocabulary.yml} (domain.md row 45, §F).
 */
public enum IncidentKind {
    FIRE,
    MURDER,
    ROBBERY,
    SEXUAL_CRIME,
    KIDNAP,
    SUICIDE_RISK,
    ASSAULT,
    STALKING,
    THEFT,
    MISSING,
    TRAFFIC,
    RESCUE,
    MEDICAL,
    DISASTER,
    JUVENILE,
    INTRUSION,
    LOITERING,
    DUMPING,
    FACILITY,
    CRIME,
    OTHER
}
