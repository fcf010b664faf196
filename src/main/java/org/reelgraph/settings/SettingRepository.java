package org.reelgraph.settings;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads stored settings. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SettingRepository extends GenericRepository<StoredSetting, String> {

    /** {@return all of them} */
    @Query("SELECT * FROM settings")
    List<StoredSetting> findAll();
}
