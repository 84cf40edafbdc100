package metro.cctv.registry.site;

/** What can be said of a row; the slug is stable, the words may change. */
enum FindingCode {
    MISSING("missing", true),
    TOO_LONG("too-long", true),
    CONTROL_CHARACTER("control-character", true),
    NOT_A_NUMBER("not-a-number", true),
    OUT_OF_RANGE("out-of-range", true),
    NOT_A_DATE("not-a-date", true),
    UNKNOWN_PURPOSE("unknown-purpose", true),
    MANGLED_NUMBER("mangled-number", true),
    WRONG_CELLS("wrong-cells", true),
    DUPLICATE("duplicate", true),
    MARKED_DELETED("marked-deleted", true),
    OUTSIDE_CITY("outside-city", true),
    FOREIGN_DISTRICT("foreign-district", true),
    UNKNOWN_DISTRICT("unknown-district", true),
    ADDRESS_REFUSED("address-refused", true),
    INVALID("invalid", true),
    SECRET("secret", true),
    COORDINATES_SWAPPED("coordinates-swapped", false),
    DISTRICT_FROM_PLACE("district-from-place", false),
    DISTRICT_FAR("district-far", false),
    ADDRESS_MISSING("address-missing", false),
    ADDRESS_TWICE("address-twice", false),
    PURPOSE_ALIAS("purpose-alias", false),
    RETENTION_LONG("retention-long", false),
    VALUE_LEFT_OUT("value-left-out", false),
    PHONE_REPAIRED("phone-repaired", false),
    SAME_PLACE("same-place", false),
    COLUMN_IGNORED("column-ignored", false),
    FEWER_CAMERAS("fewer-cameras", false),
    RETIRED("retired", false),
    VANISHED("vanished", false),
    NOT_ACTIVATED("not-activated", false),
    MORE_FINDINGS("more-findings", false);

    private final String slug;
    private final boolean refuses;

    FindingCode(String slug, boolean refuses) {
        this.slug = slug;
        this.refuses = refuses;
    }

    String slug() {
        return slug;
    }

    /** The row is not imported. */
    boolean refuses() {
        return refuses;
    }
}
