package metro.cctv.store;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes objects by the thousand, each version of them, and looks afterwards whether any is left. */
final class S3Eraser {
    /** The most that one request may name. */
    private static final int AT_ONCE = 1_000;
    /** Answers of stores that mind when there is nothing to delete; the look afterwards decides. */
    private static final Set<String> NOTHING_THERE = Set.of("NoSuchKey", "NoSuchVersion");

    private final S3Client s3;
    private final String bucket;

    S3Eraser(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** @throws IOException when one of them is or may be left */
    void erase(Set<String> keys) throws IOException {
        boolean versions = keepsVersions();
        for (SortedSet<String> folder : byFolder(keys)) {
            delete(
                    versions
                            ? versionsOf(folder)
                            : folder.stream().map(S3Eraser::whole).toList());
            int left = versions ? versionsOf(folder).size() : objectsOf(folder);
            if (left > 0) throw new IOException(left + " of what was deleted are still there");
        }
    }

    /**
     * Once on, a bucket keeps the versions that it has for ever, so "suspended" counts. Asked each time, for it may be switched on
     * at any time.
     */
    private boolean keepsVersions() {
        BucketVersioningStatus status =
                s3.getBucketVersioning(of -> of.bucket(bucket)).status();
        return status == BucketVersioningStatus.ENABLED || status == BucketVersioningStatus.SUSPENDED;
    }

    private void delete(List<ObjectIdentifier> all) throws IOException {
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<ObjectIdentifier> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            List<S3Error> errors = s3
                    .deleteObjects(request -> request.bucket(bucket)
                            .delete(delete -> delete.objects(some).quiet(true)))
                    .errors()
                    .stream()
                    .filter(error -> !NOTHING_THERE.contains(error.code()))
                    .toList();
            if (!errors.isEmpty())
                throw new IOException(errors.size() + " of " + some.size() + " were not deleted: "
                        + errors.getFirst().code());
        }
    }

    private List<ObjectIdentifier> versionsOf(SortedSet<String> keys) {
        return s3.listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(prefixOf(keys))).stream()
                .flatMap(page -> Stream.concat(
                        page.versions().stream().map(version -> version(version.key(), version.versionId())),
                        page.deleteMarkers().stream().map(marker -> version(marker.key(), marker.versionId()))))
                .filter(one -> keys.contains(one.key()))
                .toList();
    }

    private int objectsOf(SortedSet<String> keys) {
        return (int) s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefixOf(keys))).contents().stream()
                .filter(one -> keys.contains(one.key()))
                .count();
    }

    private static ObjectIdentifier whole(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    private static ObjectIdentifier version(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    /** One listing for the recordings of a camera's day instead of one question for each. */
    private static Collection<TreeSet<String>> byFolder(Set<String> keys) {
        return keys.stream()
                .collect(Collectors.groupingBy(
                        key -> key.substring(0, key.lastIndexOf('/') + 1),
                        TreeMap::new,
                        Collectors.toCollection(TreeSet::new)))
                .values();
    }

    /** What all of them begin with: in a sorted set, what the first and the last do. */
    private static String prefixOf(SortedSet<String> keys) {
        String first = keys.first();
        String last = keys.last();
        int same = 0;
        while (same < Math.min(first.length(), last.length()) && first.charAt(same) == last.charAt(same)) same++;
        return first.substring(0, same);
    }
}
