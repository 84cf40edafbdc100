package metro.cctv.registry.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ids of sites and their cameras, the same in every import: who publishes the row, then the owner's number as it is where
 * our alphabet has it, else a hash of it. A camera's id is its site's and a number of two or three digits, so a hashed
 * number, a plain one and a camera never meet.
 */
final class SiteIdRule {
    private static final int MAX_SITE_ID = 28;
    private static final Pattern PLAIN = Pattern.compile("[A-Z0-9](?:[A-Z0-9-]*[A-Z0-9])?");
    /** What {@link #hash} makes; an owner's number that looks like one is hashed itself. */
    private static final Pattern HASHED = Pattern.compile("[HP][A-Z2-7]{12}");

    /** The whole id of a site without a number, as an export gives it for one. */
    private static final Pattern OURS = Pattern.compile("[A-Z0-9-]{3,14}-P[A-Z2-7]{12}");

    /** Behind its kind. */
    private static final int HASH_LENGTH = 12;

    private static final char[] BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();
    private static final char PART = '\u001f';

    private SiteIdRule() {}

    /** @param publisher the row's 개방자치단체코드 or, failing that, its district's or the district's own code */
    static String ofNumber(String publisher, String managementNo) {
        if (isOurs(publisher, managementNo)) return managementNo;
        boolean fits = publisher.length() + 1 + managementNo.length() <= MAX_SITE_ID
                && PLAIN.matcher(managementNo).matches()
                && !HASHED.matcher(managementNo).matches()
                && !OURS.matcher(managementNo).matches();
        return publisher + "-" + (fits ? managementNo : hash('H', managementNo));
    }

    /**
     * Not the owner's number: the row came from our own export of a site that has none. Of another publisher it is a number
     * like any other, else their row would be taken for this publisher's site.
     */
    private static boolean isOurs(String publisher, String managementNo) {
        return OURS.matcher(managementNo).matches()
                && managementNo.length() == publisher.length() + 2 + HASH_LENGTH
                && managementNo.startsWith(publisher + "-P");
    }

    /** The 13-column file has no numbers: what the row says of its place stands for one. */
    static String ofPlace(String publisher, String placeKey, int ordinal) {
        return publisher + "-" + hash('P', placeKey + PART + ordinal);
    }

    /** Equal for rows of either file that speak of the same place in the same words. */
    static String placeKey(SiteFacts f) {
        return hash(
                'K',
                f.agency()
                        + PART
                        + orEmpty(f.roadAddress())
                        + PART
                        + orEmpty(f.lotAddress())
                        + PART
                        + SiteFacts.wordOf(f.purpose())
                        + PART
                        + f.lat()
                        + PART
                        + f.lon());
    }

    /** @param number from 1 */
    static String camera(String siteId, int number) {
        return siteId + "-" + (number < 10 ? "0" : "") + number;
    }

    /** For a set of ids seen: equal ids are equal, different ones almost never. */
    static long fingerprint(String id) {
        byte[] digest = sha256(id);
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) bits = bits << 8 | (digest[i] & 0xff);
        return bits;
    }

    /** 60 bits: among a million sites a meeting is a chance of one in two million, and the import would refuse it. */
    private static String hash(char kind, String text) {
        byte[] digest = sha256(text);
        StringBuilder out = new StringBuilder(13).append(kind);
        long bits = 0;
        int held = 0;
        for (int i = 0; out.length() < 13; i++) {
            bits = bits << 8 | (digest[i] & 0xff);
            held += 8;
            while (held >= 5 && out.length() < 13) {
                held -= 5;
                out.append(BASE_32[(int) (bits >> held & 31)]);
            }
        }
        return out.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
