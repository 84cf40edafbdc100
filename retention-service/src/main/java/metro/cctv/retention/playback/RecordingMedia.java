package metro.cctv.retention.playback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.security.PrivateKey;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.contracts.recording.DamagedRecordingException;
import metro.cctv.retention.key.RecordingKeys;
import metro.cctv.retention.segment.RecordingFiles;
import metro.cctv.retention.segment.Segment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The MP4 of a recording, opened while it is read. Whoever asks has been let in before. */
@Component
public class RecordingMedia {
    private static final Logger log = LoggerFactory.getLogger(RecordingMedia.class);

    private final RecordingFiles files;
    private final RecordingKeys keys;

    RecordingMedia(RecordingFiles files, RecordingKeys keys) {
        this.files = files;
        this.keys = keys;
    }

    /** @throws ProblemException when it is missing, destroyed or was changed */
    public Resource of(Segment segment) {
        RecordingFiles.Whole file = fileOf(segment);
        if (segment.keyId() == null) return new PlainRecording(segment, file);
        PrivateKey key = keys.find(segment.keyId()).orElseThrow(RecordingMedia::destroyed);
        return opened(segment, file, key);
    }

    /** What cannot be read now may be read later; what was changed is changed for good. */
    static Resource opened(Segment segment, RecordingFiles.Whole file, PrivateKey key) {
        try {
            return new OpenedRecording(segment.objectKey(), file, key);
        } catch (DamagedRecordingException e) {
            log.error("Recording {} cannot be opened: {}", segment.id(), e.getMessage());
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "The recording was changed after it was made; the log says more.");
        } catch (NoSuchFileException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, "The recording was destroyed or moved just now.");
        } catch (IOException e) {
            log.error("Recording {} cannot be read now: {}", segment.id(), e.getMessage());
            throw storeAway();
        }
    }

    private RecordingFiles.Whole fileOf(Segment segment) {
        try {
            return files.find(segment)
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.NOT_FOUND,
                            "The recording's file is missing or not whole; the store check reports it."));
        } catch (IllegalArgumentException e) {
            log.error("Somebody meddled with the recordings: {}", e.getMessage());
            throw PlaybackDoor.nothingThere();
        } catch (UncheckedIOException e) {
            log.error("Recording {} cannot be looked for: {}", segment.id(), e.getMessage());
            throw storeAway();
        }
    }

    private static ProblemException storeAway() {
        return new ProblemException(
                ProblemType.UNAVAILABLE, "A disk or the bucket of the recordings is away; this one may lie there.");
    }

    public static ProblemException destroyed() {
        return new ProblemException(ProblemType.DESTROYED, "These recordings were destroyed when their time was over.");
    }
}
