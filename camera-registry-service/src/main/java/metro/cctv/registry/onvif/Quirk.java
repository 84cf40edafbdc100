package metro.cctv.registry.onvif;

/** What devices get wrong, and what we do about it. */
enum Quirk {
    CLOCK_OFF("its clock is off; log-ins are dated with its own time"),
    CLOCK_UNREADABLE("it does not tell its time; ours is used"),
    CLOCK_NEEDS_LOGIN("it asks for a log-in before it tells its time"),
    LOCAL_TIME_AS_UTC("it gives local time as UTC"),
    UTC_MISSING("it gives no UTC; local time and time zone were used"),
    SERVICES_MISSING("GetServices does not work; GetCapabilities was used"),
    ADDRESS_OTHER_HOST("it announces a service at another host; only the dialled one is used"),
    ADDRESS_OTHER_SCHEME("it announces a service without TLS; the dialled scheme and port are used"),
    ADDRESS_REFUSED("it announces an address that is never dialled"),
    ADDRESS_RELATIVE("it announces an address without a host"),
    ADDRESS_ESCAPED_TWICE("it escapes an address twice"),
    ADDRESS_UNESCAPED("it announces an address with characters that belong escaped"),
    CREDENTIALS_IN_ADDRESS("it puts a user name or password into an address; they were left out"),
    MEDIA2_FAILS("Media 2 is announced and does not work; Media 1 was used"),
    PROFILE_WITHOUT_VIDEO("it has a profile without a picture"),
    STREAM_ADDRESS_MISSING("it gives no usable stream address for a profile"),
    SNAPSHOT_MISSING("it gives no usable snapshot address for a profile"),
    PTZ_EMPTY("pan, tilt, zoom is announced and has no node"),
    IMAGING_FAILS("imaging is announced and does not answer"),
    EVENTS_FAIL("events are announced and do not answer"),
    ANALYTICS_FAIL("analytics are announced and do not answer"),
    PASSWORD_IN_CLEAR("it asks for the password in the clear (Basic)"),
    LEGACY_LOGIN("only WS-UsernameToken works"),
    NO_LOGIN("it lets everybody in"),
    AUDIO("it sends sound, which the law forbids to record; ingest drops it"),
    TOO_MUCH("it has more than is read; the rest was left out"),
    UNFINISHED("the time for a probe was over; the rest was left out"),
    SIZE_UNKNOWN("it does not say how large its picture is");

    private final String words;

    Quirk(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
