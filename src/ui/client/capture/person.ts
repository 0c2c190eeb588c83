/** The store of notes without a network, and what it keeps single values in. */
export const databaseName = 'cairn-capture';
export const valueStore = 'kept';
export const personValue = 'person';

/** Set while nobody is known to use this device: from signing out, or from the page of sign-in, until somebody is signed in. */
export const leftKey = 'cairn:capture:left';

/**
 * Whoever used notes without a network here has left: their notes stay sealed in the store, and are not shown until they sign in again. The flag counts at once;
 * the name in the store goes too, because a flag may not reach the disk before a battery is flat.
 */
export function personLeft(): void {
  localStorage.setItem(leftKey, '1');
  const opening = indexedDB.open(databaseName);
  // There is no store yet: it must not be made here.
  opening.onupgradeneeded = () => opening.transaction?.abort();
  opening.onsuccess = () => {
    const database = opening.result;
    const tx = database.transaction(valueStore, 'readwrite', { durability: 'strict' });
    tx.objectStore(valueStore).delete(personValue);
    tx.oncomplete = () => database.close();
  };
}
