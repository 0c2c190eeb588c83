import { momentFor } from './bundle.ts';
import type { Device } from './device.ts';
import { button, el } from './element.ts';
import { lookAt } from './photo.ts';
import { append } from './store.ts';

const mostPhotos = 6;

/** Photos of a note. Each is looked at before it is kept: are there faces or names in it? */
export async function photoField(device: Device, noteId: string, kept: readonly string[]): Promise<HTMLElement> {
  const list = el('ul', { class: 'cap-photos' });
  const looking = el('div', { class: 'cap-photo' });
  const said = el('p', { class: 'cap-hint', role: 'status' });
  const photos = [...kept];

  const show = () => {
    const items = photos.map((photoId, index) =>
      el(
        'li',
        { class: 'cap-photos__item' },
        `Photo ${index + 1}`,
        button('Take it out', 'plain', () => {
          photos.splice(photos.indexOf(photoId), 1);
          void append(device.personId, noteId, { op: 'photo_removed', photoId }, momentFor(device.taken)).then(
            device.changed,
          );
          show();
        }),
      ),
    );
    list.replaceChildren(...items);
    choose.hidden = photos.length >= mostPhotos;
  };

  async function look(file: File): Promise<void> {
    const photo = await lookAt(file);
    const close = () => looking.replaceChildren();
    const keep = async () => {
      const photoId = crypto.randomUUID();
      const bytes = await photo.bytes();
      await append(device.personId, noteId, { op: 'photo', photoId }, momentFor(device.taken), { photoId, bytes });
      photos.push(photoId);
      said.textContent = 'The photo is kept, without place, time and camera.';
      close();
      show();
      device.changed();
    };
    looking.replaceChildren(
      el('p', { class: 'cap-label' }, 'Are there faces or names in it?'),
      el(
        'p',
        { class: 'cap-hint' },
        'Draw over them with your finger, or take another photo. What is black cannot be brought back.',
      ),
      photo.canvas,
      el(
        'div',
        { class: 'cap-photo__buttons' },
        button('Add a black rectangle', 'secondary', () => photo.addRectangle()),
        button('Undo', 'secondary', () => photo.undo()),
        button(
          'No faces, no names: keep it',
          'primary',
          () =>
            void keep().catch(() => {
              said.textContent = 'The photo was not kept: this device has no room, or the photo stays too large.';
            }),
        ),
        button('Do not keep it', 'plain', close),
      ),
    );
    photo.canvas.focus();
  }

  const input = el('input', {
    type: 'file',
    accept: 'image/*',
    capture: 'environment',
    id: 'photo',
    class: 'cap-choose__input',
    onchange: () => {
      const [file] = input.files ?? [];
      input.value = '';
      said.textContent = '';
      if (file)
        void look(file).catch(() => {
          said.textContent = 'This is no picture that can be kept here.';
        });
    },
  });
  const choose = el(
    'label',
    { class: 'cap-button cap-button--secondary cap-choose', for: 'photo' },
    input,
    'Add a photo',
  );
  show();
  return el('div', { class: 'cap-field' }, choose, said, looking, list);
}
