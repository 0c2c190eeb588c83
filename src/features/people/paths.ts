/** Addresses of the people slice. */
export const peoplePaths = {
  list: '/people',
  add: '/people/new',
  person: (personId: string) => `/people/${personId}`,
  edit: (personId: string) => `/people/${personId}/edit`,
  grantRole: (personId: string) => `/people/${personId}/roles/new`,
  endRole: (personId: string, grantId: string) => `/people/${personId}/roles/${grantId}/end`,
  invite: (personId: string) => `/people/${personId}/invitation`,
  passwordLink: (personId: string) => `/people/${personId}/password-link`,
  removeSecondStep: (personId: string) => `/people/${personId}/second-step/remove`,
  leave: (personId: string) => `/people/${personId}/leave`,
  comeBack: (personId: string) => `/people/${personId}/come-back`,
  mail: '/people/mail',
  readMail: (mailId: string) => `/people/mail/${mailId}`,
};
