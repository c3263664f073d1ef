/**
 * NetBox's database without SQL: what its tables mean to phases and snapshots; start at
 * {@link io.github.pocstate.netbox.database.LabTables}.
 */
@NullMarked
package io.github.pocstate.netbox.database;

import org.jspecify.annotations.NullMarked;
