import { describe, expect, it } from 'vitest';
import { readAll } from './read-all.ts';

describe('the register of establishments', () => {
  it('keeps what Cairn needs and no person', async () => {
    const { establishments } = await readAll(
      `URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),OpenDate,CloseDate,StatutoryLowAge,NurseryProvision (name),OfficialSixthForm (name),SchoolCapacity,NumberOfPupils,HeadTitle (name),HeadFirstName,HeadLastName,UKPRN,Trusts (code)
138832,891,Nottinghamshire,417,A School,Academy converter,"Open, but proposed to close",01-10-2012,,11,No Nursery Classes,Has a sixth form,725,768,Dr,Ada,Byron,10039026,5314
20115,936,Surrey,,A Children's centre,Children's centre,Open,01-01-1900,,,Not applicable,Not applicable,,,,,,,
`,
    );
    expect(establishments[0]).toEqual({
      urn: '138832',
      laestab: '8910417',
      laCode: '891',
      laName: 'Nottinghamshire',
      name: 'A School',
      type: 'Academy converter',
      status: 'Open, but proposed to close',
      open: true,
      lowAge: 11,
      nursery: false,
      sixthForm: true,
      capacity: 725,
      pupils: 768,
      openDate: Temporal.PlainDate.from('2012-10-01'),
      ukprn: '10039026',
      trustUid: '5314',
    });
    expect(JSON.stringify(establishments)).not.toMatch(/Ada|Byron/);
    expect(establishments[1]).toEqual({
      urn: '20115',
      laCode: '936',
      laName: 'Surrey',
      name: "A Children's centre",
      type: "Children's centre",
      status: 'Open',
      open: true,
    });
  });

  it('says what is wrong with a row and reads on', async () => {
    const { establishments, problems } = await readAll(
      'URN,EstablishmentName,OpenDate,NumberOfPupils\nabc,A,,\n100001,,,\n100002,B,31-02-2020,many\n100002,C,,\n100003,D,2020-03-01,5\n',
    );
    expect(establishments.map(({ name }) => name)).toEqual(['B', 'D']);
    expect(problems.list.map(({ line, column, severity }) => [line, column, severity])).toEqual([
      [2, 'URN', 'row'],
      [3, 'EstablishmentName', 'row'],
      [4, 'NumberOfPupils', 'cell'],
      [4, 'OpenDate', 'cell'],
      [5, 'URN', 'row'],
    ]);
  });
});

describe('groups and links', () => {
  it('restore the zeros that a spreadsheet took from a company number', async () => {
    const { groups } = await readAll(
      'Group UID,Group ID,Group Name,Companies House Number,Group Type (code),Group Type,Group Status,Head of Group First Name,UKPRN,Incorporated on (open date)\n5314,TR02467,A TRUST,8195720.0,6,Multi-academy trust,Open,Ada,10060053.0,2012-08-30\n1,,B,SC123456,1,Federation,Closed,,,\n',
    );
    expect(groups[0]).toEqual({
      uid: '5314',
      id: 'TR02467',
      name: 'A TRUST',
      typeCode: '06',
      type: 'Multi-academy trust',
      status: 'Open',
      open: true,
      companiesHouseNumber: '08195720',
      ukprn: '10060053',
      incorporatedDate: Temporal.PlainDate.from('2012-08-30'),
    });
    expect(groups[1]).toMatchObject({ companiesHouseNumber: 'SC123456', open: false });
  });

  it('have one link for each group of a school, under an unnamed index column', async () => {
    const { groupLinks } = await readAll(
      ',URN,Group UID,Group Name,Group Type,Joined date\n0,138832,5314,TRUST,Multi-academy trust,2012-10-01\n1,138832,17496,SPONSOR,School sponsor,01/01/1900\n',
    );
    expect(groupLinks.map(({ urn, group, joinedDate }) => [urn, group.uid, joinedDate?.toString()])).toEqual([
      ['138832', '5314', '2012-10-01'],
      ['138832', '17496', undefined],
    ]);
  });

  it('tell the older school of a pair', async () => {
    const { predecessorLinks } = await readAll(
      'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n138832,122851,Old,Predecessor,01-10-2012\n122851,138832,New,Successor - amalgamated,2012-09-30\n',
    );
    expect(predecessorLinks.map(({ linkIsPredecessor, date }) => [linkIsPredecessor, date?.toString()])).toEqual([
      [true, '2012-10-01'],
      [false, '2012-09-30'],
    ]);
  });
});
