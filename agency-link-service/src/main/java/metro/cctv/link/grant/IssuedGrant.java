package metro.cctv.link.grant;

/** A new grant with its media URLs, tickets in them: this is the only moment they can be seen. */
public record IssuedGrant(Grant grant, MediaUrls live) {

    @Override
    public String toString() {
        return "IssuedGrant[" + grant.grantId() + "]";
    }
}
