package metro.cctv.registry.site;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import metro.cctv.contracts.CityTime;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.registry.address.CameraAddresses;
import metro.cctv.registry.camera.By;
import metro.cctv.registry.camera.CameraBulk;
import metro.cctv.registry.camera.Cameras;
import metro.cctv.registry.district.Districts;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Opens a job's file with what its format needs. */
@Component
class FileImports {

    private final SiteStore sites;
    private final CameraBulk bulk;
    private final Cameras cameras;
    private final CameraAddresses addresses;
    private final Districts districts;
    private final JsonMapper json;
    private final SiteProperties properties;
    private final Clock clock;

    FileImports(
            SiteStore sites,
            CameraBulk bulk,
            Cameras cameras,
            CameraAddresses addresses,
            Districts districts,
            JsonMapper json,
            SiteProperties properties,
            Clock clock) {
        this.sites = sites;
        this.bulk = bulk;
        this.cameras = cameras;
        this.addresses = addresses;
        this.districts = districts;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
    }

    FileImport open(ImportJob job, Path file) throws IOException {
        Predicate<String> mayWrite = reach(job.districts());
        By by = new By(job.startedBy(), By.What.IMPORTED, "import " + job.id());
        return switch (job.format()) {
            case STANDARD ->
                new StandardImport(
                        file,
                        job.encoding(),
                        properties.maxRows(),
                        new StandardImport.Scope(
                                LocalDate.now(clock.withZone(CityTime.ZONE)), districts.atlas(), mayWrite),
                        new SiteImporter(sites, bulk, mayWrite, by, job.dryRun()),
                        sites);
            case GEOJSON ->
                new GeoImport(
                        file,
                        properties.maxRows(),
                        new GeoFeatureReader(json, districts.atlas(), mayWrite, addresses),
                        new GeoImporter(bulk, cameras, mayWrite, by, job.dryRun()));
        };
    }

    static Predicate<String> reach(List<String> districts) {
        return districts.contains(VideoAccessRule.ALL_DISTRICTS) ? code -> true : districts::contains;
    }
}
