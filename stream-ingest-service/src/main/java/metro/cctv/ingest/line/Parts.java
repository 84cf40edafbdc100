package metro.cctv.ingest.line;

import metro.cctv.ingest.camera.CredentialStore;
import metro.cctv.ingest.frame.Frames;
import metro.cctv.ingest.record.Recordings;
import metro.cctv.ingest.relay.RelaySettings;
import metro.cctv.ingest.session.RtspSessions;

/** What all cameras of the process share. */
public record Parts(
        RtspSessions sessions,
        CredentialStore credentials,
        Recordings recordings,
        Frames frames,
        RelaySettings relay) {}
